//! In which language the command line speaks.

use super::Home;

/// Variables of the environment.
type Environment<'a> = &'a [(&'a str, &'a str)];

/// What help, an error and a report say where.
const SAID: [(Environment<'static>, [&str; 4]); 5] = [
    (
        &[],
        [
            "Usage: newsprint list",
            "Show this help",
            "no folder or file",
            "no stamp",
        ],
    ),
    (
        &[("LANG", "de_DE.UTF-8")],
        [
            "Usage: newsprint list",
            "Show this help",
            "no folder or file",
            "no stamp",
        ],
    ),
    (
        &[("LANG", "zh_CN.UTF-8")],
        [
            "用法：newsprint list",
            "显示帮助",
            "这个文件夹或文件",
            "没有时间戳",
        ],
    ),
    (
        &[("LC_ALL", "zh_HK.UTF-8")],
        [
            "用法：newsprint list",
            "顯示說明",
            "這個資料夾或檔案",
            "沒有時間戳記",
        ],
    ),
    (
        &[("LANG", "en_GB"), ("LANGUAGE", "zh_TW:en")],
        [
            "用法：newsprint list",
            "顯示說明",
            "這個資料夾或檔案",
            "沒有時間戳記",
        ],
    ),
];

#[test]
fn help_and_errors_are_in_the_language_of_the_locale() {
    let home = Home::with_articles();
    home.write(
        "odd.txt",
        b"[A title](https://example.org/1)\n------\n\n<p>A lamp.</p>",
    );
    for (environment, [usage, help, missing, odd]) in SAID {
        let ran = home.run_in(environment, "list --help", b"");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(
            ran.out.contains(usage) && ran.out.contains(help),
            "{}",
            ran.out
        );
        let ran = home.run_in(environment, "list --archive nowhere", b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(missing), "{}", ran.err);
        let ran = home.run_in(environment, "check archive", b"");
        assert!(ran.out.contains(odd), "{}", ran.out);
        // What programs read is the same everywhere.
        let ran = home.run_in(environment, "check archive --format json", b"");
        assert!(ran.out.contains("no stamp"), "{}", ran.out);
    }
}

#[test]
fn a_help_in_chinese_has_one_kind_of_colon() {
    let home = Home::new();
    for line in ["--help", "list --help", "marks --help", "index --help"] {
        for locale in ["zh_CN.UTF-8", "zh_TW.UTF-8"] {
            let help = home.run_in(&[("LANG", locale)], line, b"").out;
            let headings = help.lines().filter(|line| !line.starts_with(' '));
            let faulty: Vec<&str> = headings
                .filter(|line| line.ends_with(':') || line.contains("： "))
                .collect();
            assert_eq!(faulty, [""; 0], "{help}");
            assert!(help.contains("\n用法：newsprint"), "{help}");
            assert!(
                help.contains("選項：\n") || help.contains("选项：\n"),
                "{help}"
            );
        }
        let english = home.run_in(&[("LANG", "en_GB.UTF-8")], line, b"").out;
        assert!(
            english.contains("\nUsage: newsprint") && english.contains("\nOptions:\n"),
            "{english}"
        );
    }
}

#[test]
fn a_setting_goes_before_the_locale() {
    let home = Home::new();
    let folder = home.path().join(".config/newsprint");
    std::fs::create_dir_all(&folder).expect("a folder");
    let english: Environment<'_> = &[("LANG", "en_GB.UTF-8")];
    for (setting, said) in [
        ("language = \"zh-Hant\"\n", "開啟指南"),
        ("language = \"zh-Hans\"\n", "打开指南"),
        ("language = \"en\"\n", "Open the guide"),
        ("language = \"auto\"\n", "Open the guide"),
        // A fault leaves what was.
        ("language = \"tlh\"\n", "Open the guide"),
    ] {
        // Only macOS has its settings elsewhere.
        let config = home.path().join(".config");
        let config = config.to_str().expect("a path");
        std::fs::write(folder.join("config.toml"), setting).expect("settings");
        let environment = [english, &[("XDG_CONFIG_HOME", config)]].concat();
        let ran = home.run_in(&environment, "--help", b"");
        assert!(ran.out.contains(said), "{setting}: {}", ran.out);
    }
}

#[test]
fn help_is_there_without_a_home() {
    let home = Home::new();
    let environment: Environment<'_> = &[("HOME", ""), ("LANG", "zh_TW.UTF-8")];
    let ran = home.run_in(environment, "--help", b"");
    assert!(ran.code == 0 && ran.out.contains("開啟指南"), "{}", ran.out);
    let ran = home.run_in(environment, "paths", b"");
    assert!(
        ran.code == 1 && ran.err.contains("找不到家目錄"),
        "{}",
        ran.err
    );
}

#[test]
fn columns_line_up_under_wide_names() {
    let home = Home::new();
    for (locale, name) in [
        ("en_US.UTF-8", "log         "),
        ("zh_CN.UTF-8", "日志        "),
        ("zh_TW.UTF-8", "記錄檔      "),
    ] {
        let ran = home.run_in(&[("LANG", locale)], "paths", b"");
        let line = ran.out.lines().find(|line| line.starts_with(name));
        let path = line.map_or("", |line| line.trim_start_matches(name));
        assert!(path.starts_with('/'), "{locale}: {}", ran.out);
    }
}

#[test]
fn the_guide_begins_in_ones_own_language() {
    let home = Home::new();
    for (locale, first) in [
        ("en_US.UTF-8", "Welcome to newsprint"),
        ("zh_SG.UTF-8", "欢迎打开 newsprint"),
        ("zh_MO.UTF-8", "歡迎使用 newsprint"),
    ] {
        let ran = home.run_in(&[("LANG", locale)], "list --limit 1", b"");
        assert!(ran.out.trim_end().ends_with(first), "{locale}: {}", ran.out);
    }
}

/// Faults of the marks and of the cache, and of files that are named for them.
#[test]
fn faults_of_marks_and_cache_are_in_the_language_of_the_locale() {
    let home = Home::with_articles();
    let folder = home.path().join(".local/share/newsprint");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("marks.sqlite3"), "dear diary").expect("a file");
    std::fs::write(home.path().join(".cache"), "no folder").expect("a file");
    for (locale, marks, cache, unreadable) in [
        (
            "en_GB",
            "not a marks file",
            "cache folder",
            "check the name",
        ),
        ("zh_CN", "标记文件", "缓存文件夹", "请查看名称"),
        ("zh_TW", "標記檔", "快取資料夾", "請檢查名稱"),
    ] {
        let said = |line: &str| home.run_in(&[("LANG", locale)], line, b"").err;
        for (line, expected) in [
            ("list --archive archive is:starred", marks),
            ("list --archive archive search:news", marks),
            ("star --archive archive 灯塔", marks),
            ("marks export", marks),
            ("list --archive archive --count 灯塔", cache),
            ("index --archive archive", cache),
            ("marks import nowhere", unreadable),
        ] {
            let err = said(line);
            assert!(err.contains(expected), "{locale} {line}: {err}");
        }
    }
}
