//! What is split, filled and refused.

use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

use proptest::prelude::*;

use super::*;

const NASTY: &str = "a \"b\" 'c' $(touch x) `d` \\ ; | & > e\u{2028}f -n";

fn values(title: &str) -> Values<'_> {
    Values {
        link: Some("https://a.example/%E6%96%B0?a=1&b=$(x)"),
        short: None,
        title,
        source: "法广",
        date: "2024-04-09",
        path: Path::new("/a b/c.txt"),
    }
}

/// The program and its arguments for an article with a title.
fn filled(line: &str, title: &str) -> Vec<String> {
    let template = ProgramTemplate::parse(line).expect("a line");
    let arguments = template.fill(&values(title)).expect("all there");
    let words = arguments
        .iter()
        .map(|word| word.to_string_lossy().into_owned());
    std::iter::once(template.program().to_owned())
        .chain(words)
        .collect()
}

#[test]
// tidy: table
fn words_are_split_first_and_filled_last() {
    for (line, expected) in [
        ("mpv {link}", &["mpv", "LINK"][..]),
        ("mpv '{link}'", &["mpv", "LINK"]),
        (
            "wget -O '{date} {source}.html' {short}",
            &["wget", "-O", "2024-04-09 法广.html", "LINK"],
        ),
        ("say {title}", &["say", NASTY]),
        ("say --text={title}!", &["say", &format!("--text={NASTY}!")]),
        ("cp {path} /tmp", &["cp", "/a b/c.txt", "/tmp"]),
        ("a {title}{title}", &["a", &format!("{NASTY}{NASTY}")]),
        (
            "awk '{print $1} {a,b} {} {' {{title}}",
            &["awk", "{print $1} {a,b} {} {", "{title}"],
        ),
        ("a '' b\\ c \"d'e\"", &["a", "", "b c", "d'e"]),
        ("grep '|' \\; a|b", &["grep", "|", ";", "a|b"]),
        (
            "sh -c 'mpv \"$1\"' sh {link}",
            &["sh", "-c", "mpv \"$1\"", "sh", "LINK"],
        ),
        (
            "xterm -e less {path}",
            &["xterm", "-e", "less", "/a b/c.txt"],
        ),
        ("ssh host wc", &["ssh", "host", "wc"]),
        (
            "sudo -u bob mpv {link}",
            &["sudo", "-u", "bob", "mpv", "LINK"],
        ),
        (
            "setsid -f env A={title} mpv {link}",
            &["setsid", "-f", "env", &format!("A={NASTY}"), "mpv", "LINK"],
        ),
        (
            "timeout -s KILL 60 wc {path}",
            &["timeout", "-s", "KILL", "60", "wc", "/a b/c.txt"],
        ),
        (
            "awk -v t={title} 'BEGIN{print t}'",
            &["awk", "-v", &format!("t={NASTY}"), "BEGIN{print t}"],
        ),
        (
            "awk -vtitle={title} 1",
            &["awk", &format!("-vtitle={NASTY}"), "1"],
        ),
        (
            "awk -F : '{print $1}' {path}",
            &["awk", "-F", ":", "{print $1}", "/a b/c.txt"],
        ),
        (
            "sed -n -e 1p -e 2p {path}",
            &["sed", "-n", "-e", "1p", "-e", "2p", "/a b/c.txt"],
        ),
        ("python3 save.py {link}", &["python3", "save.py", "LINK"]),
        (
            "python3 post.py -m {link}",
            &["python3", "post.py", "-m", "LINK"],
        ),
        ("vim {path}", &["vim", "/a b/c.txt"]),
        (
            "xterm -T {title} -e less {path}",
            &["xterm", "-T", NASTY, "-e", "less", "/a b/c.txt"],
        ),
        ("foot mpv {link}", &["foot", "mpv", "LINK"]),
        (
            "screen -dmS news mpv {link}",
            &["screen", "-dmS", "news", "mpv", "LINK"],
        ),
        (
            "tmux split-window -dh -t x mpv {link}",
            &["tmux", "split-window", "-dh", "-t", "x", "mpv", "LINK"],
        ),
        (
            "tmux new-window mpv {link}",
            &["tmux", "new-window", "mpv", "LINK"],
        ),
        ("shred -c {path}", &["shred", "-c", "/a b/c.txt"]),
    ] {
        let expected: Vec<String> = expected
            .iter()
            .map(|word| word.replace("LINK", "https://a.example/%E6%96%B0?a=1&b=$(x)"))
            .collect();
        assert_eq!(filled(line, NASTY), expected, "{line}");
    }
}

#[test]
fn a_value_makes_no_option() {
    for (line, title, expected) in [
        ("a {title}", "-rf", " -rf"),
        ("a {title}", "--help", " --help"),
        ("a {title}", "+!sh", " +!sh"),
        ("a {title}", "@/etc/passwd", " @/etc/passwd"),
        ("a '{title}.txt'", "-x", " -x.txt"),
        ("a t={title}", "-x", "t=-x"),
        ("a -{title}", "x", "-x"),
        ("a {title}", "x-y", "x-y"),
        ("a {title}", "", ""),
        // A file to read, behind the name of a field.
        ("a title={title}", "@/etc/passwd", "title= @/etc/passwd"),
        ("a 't={title};x'", "</etc/passwd", "t= </etc/passwd;x"),
        ("a -d{title}", "@/etc/passwd", "-d @/etc/passwd"),
        ("a '{{link}}={title}'", "a@b", "{link}=a@b"),
        ("a x{title}", "@b", "x@b"),
    ] {
        assert_eq!(filled(line, title)[1], expected, "{line} {title}");
    }
    // Behind `--` nothing is an option.
    assert_eq!(filled("a -- {title}", "-x"), ["a", "--", "-x"]);
    assert_eq!(filled("a {title} --", "-x"), ["a", " -x", "--"]);
    let template = ProgramTemplate::parse("a {path}").expect("a line");
    let path = OsString::from_vec(b"-\xff".to_vec());
    let with_path = Values {
        path: Path::new(&path),
        ..values("")
    };
    let arguments = template.fill(&with_path).expect("all there");
    assert_eq!(arguments[0].as_bytes(), b"./-\xff");
}

#[test]
fn what_the_article_lacks_is_told() {
    let bare = Values {
        link: None,
        ..values("t")
    };
    for (line, lacks) in [
        ("a {link}", Some(Field::Link)),
        ("a {short}", Some(Field::Short)),
        ("a {title}", None),
    ] {
        let template = ProgramTemplate::parse(line).expect("a line");
        assert_eq!(template.fill(&bare).err(), lacks, "{line}");
    }
    let template = ProgramTemplate::parse("a {short}").expect("a line");
    let short = Values {
        short: Some("https://s.example/"),
        ..values("t")
    };
    assert_eq!(
        template.fill(&short).expect("all there"),
        ["https://s.example/"]
    );
    assert!(template.uses(Field::Short) && !template.uses(Field::Link));
}

#[test]
// tidy: table
fn what_could_do_harm_or_nothing_is_refused() {
    for (line, said) in [
        ("", "names no program"),
        ("  # only a remark", "names no program"),
        ("''", "names no program"),
        ("a 'b", "has a quotation mark that is not closed"),
        (
            "a {url}",
            "has {url}; there are {link} {short} {title} {source} {date} {path}. {{url}} stands for itself",
        ),
        (
            "a {text}",
            "has {text}; pipe = \"text\" gives a program the text to read",
        ),
        (
            "{path} -x",
            "lets the article say which program is run; name the program",
        ),
        (
            "./{title}",
            "lets the article say which program is run; name the program",
        ),
        (
            "sort | head",
            "has |, and no shell is between; put it into a script of your own",
        ),
        (
            "a > b",
            "has >, and no shell is between; put it into a script of your own",
        ),
        (
            "a 2>&1",
            "has 2>&1, and no shell is between; put it into a script of your own",
        ),
        (
            "a &",
            "has &, and no shell is between; put it into a script of your own",
        ),
        (
            "sh -c 'mpv {link}'",
            "would let the article say what sh runs; put values behind the code after -c, as arguments of their own",
        ),
        (
            "env LANG=C /bin/bash -lc {title}",
            "would let the article say what bash runs; put values behind the code after -lc, as arguments of their own",
        ),
        (
            "python3.12 -c 'print(\"{title}\")'",
            "would let the article say what python3.12 runs; put values behind the code after -c, as arguments of their own",
        ),
        (
            "python3 -c'print(\"{title}\")'",
            "would let the article say what python3 runs; put values behind the code after -c, as arguments of their own",
        ),
        (
            "node --eval={title}",
            "would let the article say what node runs; put values behind the code after --eval, as arguments of their own",
        ),
        (
            "ssh host mpv {link}",
            "gives ssh something of the article, and ssh hands it to a shell; put it into a script of your own",
        ),
        (
            "env B=c nice -n 5 /usr/bin/ssh host {title}",
            "gives ssh something of the article, and ssh hands it to a shell; put it into a script of your own",
        ),
        (
            "tmux new-window 'mpv {link}'",
            "gives tmux something of the article, and tmux hands it to a shell; put it into a script of your own",
        ),
        (
            "su me -c 'mpv {link}'",
            "would let the article say what su runs; put values behind the code after -c, as arguments of their own",
        ),
        (
            "perl -ne {title}",
            "would let the article say what perl runs; put values behind the code after -ne, as arguments of their own",
        ),
    ] {
        let fault = ProgramTemplate::parse(line).expect_err(line);
        assert_eq!(fault.to_string(), said, "{line}");
    }
}

/// What a fault is about, in a word.
fn kind(line: &str) -> String {
    match ProgramTemplate::parse(line) {
        Ok(_) => "good".to_owned(),
        Err(ProgramFault::Program) => "program".to_owned(),
        Err(ProgramFault::Shell { program }) => format!("shell {program}"),
        Err(ProgramFault::Code { program, option }) => {
            format!("code {program} {}", option.unwrap_or_default())
        }
        Err(other) => other.to_string(),
    }
}

#[test]
// tidy: table
fn no_wrapper_and_no_interpreter_hides_what_is_run() {
    for (line, fault) in [
        // Options of what stands before hide no program.
        ("sudo -u bob ssh host mpv {link}", "shell ssh"),
        ("timeout -s KILL 60 ssh host {link}", "shell ssh"),
        ("xterm -e ssh host mpv {link}", "shell ssh"),
        ("firejail --quiet ssh host {link}", "shell ssh"),
        ("env -S 'ssh host mpv' {link}", "shell ssh"),
        ("adb shell am start -d {link}", "shell adb"),
        ("i3-msg exec mpv {link}", "shell i3-msg"),
        ("kitty @ send-text {title}", "shell send-text"),
        // A lone word is a whole command, and keys are typed.
        ("tmux new-window {link}", "shell tmux"),
        ("tmux split-window {title}", "shell tmux"),
        ("tmux new-window -n x {title}", "shell tmux"),
        ("tmux new-window -n {title} mpv x", "shell tmux"),
        ("tmux new-window mpv {title} x", "shell tmux"),
        ("tmux send-keys -t x {title} Enter", "shell tmux"),
        ("screen -S x -X stuff {title}", "shell screen"),
        ("screen {title}", "shell screen"),
        ("xterm -e {title}", "program"),
        (
            "gnome-terminal '--command=mpv {link}'",
            "shell gnome-terminal",
        ),
        // What is run is a value.
        ("env A=b {title}", "program"),
        ("nice -n 5 sudo -u bob {path}", "program"),
        ("find . -name x -exec {path} ';'", "program"),
        // Interpreters.
        ("awk 'BEGIN{print \"{title}\"}'", "code awk "),
        ("awk -F : '/{title}/' x", "code awk "),
        ("awk -f {path} x", "code awk -f"),
        ("busybox awk '/{title}/' x", "code awk "),
        ("sed 's/x/{title}/' x", "code sed "),
        ("sed -n -e 1p -e 's/x/{title}/' x", "code sed -e"),
        ("sed --expression='s/x/{title}/'", "code sed --expression"),
        ("vim -c 'e {title}'", "code vim -c"),
        ("vim --cmd {title}", "code vim --cmd"),
        ("nvim '+/{title}' {path}", "code nvim +"),
        ("less '+{title}' {path}", "code less +"),
        ("emacs --eval '(x \"{title}\")'", "code emacs --eval"),
        ("emacsclient -e '(x)' {title}", "code emacsclient "),
        ("julia -e {title}", "code julia -e"),
        ("R -e {title}", "code R -e"),
        (
            "sqlite3 x.db \"insert into t values('{title}')\"",
            "code sqlite3 ",
        ),
        ("pwsh -Command {title}", "shell pwsh"),
        ("find . -exec sh -c 'x {title}' ';'", "code sh -c"),
        ("perl -e 1 -e {title}", "code perl -e"),
        // The article itself as a program.
        ("sh {path}", "code sh "),
        ("sudo python3 {path}", "code python3 "),
        ("make post T={title}", "code make "),
        ("make -f rules post T={title}", "code make "),
        ("xterm -e bash -x {path}", "code bash "),
    ] {
        assert_eq!(kind(line), fault, "{line}");
    }
}

#[test]
fn one_goes_round_through_the_forms() {
    let mut form = Form::default();
    let mut names = Vec::new();
    for _ in 0..5 {
        names.push(form.name());
        form = form.next();
    }
    assert_eq!(names, ["text", "markdown", "html", "json", "text"]);
}

proptest! {
    #![proptest_config(crate::laws())]

    #[test]
    fn any_title_stays_one_argument(line in "([a-z]|\\{title\\}|\\{link\\}| |'|-|\\{|\\}|\\\\|\\PC){0,30}", title in "(-|\\+|'|\"|\\$|;| |\\PC){0,12}") {
        let Ok(template) = ProgramTemplate::parse(&line) else { return Ok(()) };
        let plain = template.fill(&values("x")).expect("all there");
        let nasty = template.fill(&values(&title)).expect("all there");
        prop_assert_eq!(plain.len(), nasty.len());
        let words = shlex::split(&line).expect("it was read");
        prop_assert_eq!(words.len(), nasty.len() + 1);
        let behind = words.iter().position(|word| word == "--").unwrap_or(words.len());
        for (place, (plain, nasty)) in plain.iter().zip(&nasty).enumerate() {
            let is_option = |word: &OsString| word.as_bytes().starts_with(b"-");
            prop_assert!(!is_option(nasty) || is_option(plain) || place + 1 > behind);
        }
    }
}
