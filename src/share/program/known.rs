//! Programs that are known to run what they are given, or to start others: by their
//! names, and with the options that count.

/// A program that runs what it is given as code.
pub(super) struct Interpreter {
    /// The beginnings of its names; a version may follow.
    pub(super) names: &'static [&'static str],
    /// Letters of the options that code, or a file of it, stands behind.
    pub(super) code: &'static [char],
    /// Letters of the options that something else stands behind.
    pub(super) other: &'static [char],
    /// What its first argument is that belongs to no option.
    pub(super) first: First,
}

/// What the first argument of an interpreter is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// Something harmless.
    Value,
    /// A file of code, where the interpreter is the program of the line.
    File,
    /// Code, if none stood behind an option.
    Code,
}

const fn interpreter(
    names: &'static [&'static str],
    code: &'static [char],
    other: &'static [char],
    first: First,
) -> Interpreter {
    Interpreter {
        names,
        code,
        other,
        first,
    }
}

/// The shells.
const SHELLS: &[&str] = &[
    "sh", "ash", "bash", "csh", "dash", "elvish", "fish", "ksh", "mksh", "nu", "oksh", "rc",
    "tcsh", "xonsh", "yash", "zsh",
];

pub(super) const INTERPRETERS: &[Interpreter] = &[
    interpreter(SHELLS, &['c'], &['o', 'O'], First::File),
    interpreter(&["python", "pypy"], &['c', 'm'], &['W', 'X'], First::File),
    interpreter(
        &[
            "perl",
            "ruby",
            "lua",
            "luajit",
            "osascript",
            "Rscript",
            "R",
            "raku",
        ],
        &['e', 'E'],
        &['I'],
        First::File,
    ),
    interpreter(
        &["node", "deno", "bun", "tsx", "ts-node"],
        &['e', 'p'],
        &['r'],
        First::File,
    ),
    interpreter(
        &["php"],
        &['r', 'B', 'R', 'E', 'f', 'F'],
        &['d'],
        First::File,
    ),
    interpreter(
        &[
            "julia", "elixir", "groovy", "scala", "gjs", "guile", "racket", "ghci", "runghc",
        ],
        &['e', 'E', 'c', 'f', 'l'],
        &[],
        First::File,
    ),
    interpreter(&["tclsh", "wish", "expect"], &['c', 'f'], &[], First::File),
    interpreter(
        &["awk", "gawk", "goawk", "mawk", "nawk"],
        &['e', 'E', 'f', 'i', 'l'],
        &['F', 'v'],
        First::Code,
    ),
    interpreter(&["sed", "gsed"], &['e', 'f'], &['l'], First::Code),
    interpreter(
        &["ex", "gvim", "nvim", "vi", "view", "vim", "vimdiff"],
        &['c', 'S', 'u'],
        &[],
        First::Value,
    ),
    interpreter(
        &["emacs", "kak", "elinks", "octave"],
        &['e', 'f', 'l'],
        &[],
        First::Value,
    ),
    interpreter(
        &["dc", "gnuplot", "mysql", "mariadb"],
        &['e', 'f'],
        &[],
        First::Value,
    ),
    interpreter(&["less", "more"], &[], &[], First::Value),
    interpreter(&["psql"], &['c', 'f'], &[], First::Value),
    interpreter(&["env"], &['S'], &['u', 'C'], First::Value),
    interpreter(
        &["flock", "runuser", "script", "su"],
        &['c'],
        &[],
        First::Value,
    ),
];

/// Interpreters of every argument.
pub(super) const ALL_CODE: &[&str] = &["emacsclient", "sqlite3", "duckdb", "make", "gmake"];

/// Programs that take `+…` for a command of their own.
pub(super) const PLUS_COMMANDS: &[&str] = &[
    "emacs", "ex", "gvim", "less", "more", "nvim", "vi", "view", "vim", "vimdiff",
];

/// The options of interpreters in full.
pub(super) const LONG_OPTIONS: &[&str] = &[
    "--cmd",
    "--command",
    "--eval",
    "--exec",
    "--execute",
    "--expression",
    "--file",
    "--print",
    "--run",
    "--source",
    "--split-string",
];

/// Programs that start another, which stands behind them, and the letters of their
/// options that something stands behind.
pub(super) const WRAPPERS: &[(&str, &str)] = &[
    ("busybox", ""),
    ("catchsegv", ""),
    ("chrt", "DPT"),
    ("dbus-run-session", ""),
    ("doas", "Cu"),
    ("env", "Cu"),
    ("firejail", ""),
    ("ionice", "Pcnpu"),
    ("nice", "n"),
    ("nohup", ""),
    ("proxychains", "f"),
    ("proxychains4", "f"),
    ("setsid", ""),
    ("stdbuf", "eio"),
    ("sudo", "CDRTUghprtu"),
    ("taskset", ""),
    ("time", "fo"),
    ("timeout", "ks"),
    ("torify", ""),
    ("torsocks", ""),
    ("xargs", "EIILPadns"),
    ("xvfb-run", "efnps"),
];

/// Their options in full that something stands behind, without the first dash.
pub(super) const LONG_WRAPPER_OPTIONS: &[&str] = &[
    "-adjustment",
    "-chdir",
    "-class",
    "-classdata",
    "-group",
    "-kill-after",
    "-signal",
    "-unset",
    "-user",
];

/// Programs that hand all their arguments to a shell, here or elsewhere, or type
/// them into one.
pub(super) const TO_A_SHELL: &[&str] = &[
    "adb",
    "autossh",
    "cmd",
    "cmd.exe",
    "dbclient",
    "hyperfine",
    "hyprctl",
    "i3-msg",
    "mosh",
    "parallel",
    "plink",
    "powershell",
    "powershell.exe",
    "pwsh",
    "pwsh.exe",
    "riverctl",
    "rsh",
    "send-text",
    "sem",
    "slogin",
    "ssh",
    "sshpass",
    "swaymsg",
    "watch",
    "watchexec",
    "wsl",
    "wsl.exe",
];

/// Terminals: where one word is the whole command, some of them hand it to a shell.
pub(super) const TERMINALS: &[&str] = &[
    "alacritty",
    "foot",
    "footclient",
    "ghostty",
    "gnome-terminal",
    "kitty",
    "konsole",
    "lxterminal",
    "mate-terminal",
    "qterminal",
    "rxvt",
    "st",
    "terminator",
    "tilix",
    "urxvt",
    "urxvtc",
    "uxterm",
    "wezterm",
    "x-terminal-emulator",
    "xfce4-terminal",
    "xterm",
];

/// Options of terminals that a program stands behind.
pub(super) const TERMINAL_OPTIONS: &[&str] = &["--", "--command", "--execute", "-e", "-x"];

/// Programs that run another for what they find, and the options that it stands
/// behind.
pub(super) const FINDERS: &[&str] = &["fd", "fdfind", "find"];
pub(super) const FINDER_OPTIONS: &[&str] = &[
    "--exec",
    "--exec-batch",
    "-X",
    "-exec",
    "-execdir",
    "-ok",
    "-okdir",
    "-x",
];

/// A program that holds terminals: it hands a lone argument to a shell, several
/// never.
pub(super) struct Multiplexer {
    pub(super) name: &'static str,
    /// Its commands that run a program, if it has commands.
    pub(super) commands: &'static [&'static str],
    /// Letters of the options before that program with nothing behind them.
    pub(super) plain: &'static str,
    /// Letters of those that something stands behind.
    pub(super) with_value: &'static str,
}

pub(super) const MULTIPLEXERS: &[Multiplexer] = &[
    Multiplexer {
        name: "tmux",
        commands: &[
            "new",
            "new-session",
            "new-window",
            "neww",
            "split-window",
            "splitw",
        ],
        plain: "ADEIPSZabdhkv",
        with_value: "Fcelnstxy",
    },
    Multiplexer {
        name: "screen",
        commands: &[],
        plain: "ADOUadmq",
        with_value: "STcehst",
    },
];
