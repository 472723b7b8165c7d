//! How full the lines are and what stands at their ends, counted over samples
//! and, where `NEWSPRINT_ARTICLES` names a folder, over the articles in it.

use super::super::*;
use super::sample;

const NO_START: &str =
    "，。、；：！？）］｝」』】〗》〉〕｠’”〞…—–〜～·・‧⋯々〻ー゛゜ヽヾゝゞ％‰℃°／";
const NO_END: &str = "（［｛「『【〖《〈〔｟‘“〝$¥￥第／";

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// What is wrong with the break between two lines of a paragraph. Written
/// without the tables of the code that it judges.
fn faults(text: &str, before: &SetLine, after: &SetLine, measure: usize) -> Vec<String> {
    let ended = &text[before.shown.clone()];
    let started = &text[after.shown.clone()];
    let (Some(last), Some(first)) = (ended.chars().next_back(), started.chars().next()) else {
        return vec!["an empty line".into()];
    };
    let spaced = before.shown.end < before.range.end;
    let mut faults = Vec::new();
    if NO_START.contains(first) || (",.!?;:)]}%".contains(first) && is_han(last)) {
        faults.push("a mark at a line start");
    }
    if NO_END.contains(last) || ("([{".contains(last) && is_han(first)) {
        faults.push("a mark at a line end");
    }
    if (last == first) && "—…⋯".contains(first) {
        faults.push("a dash is split");
    }
    if last.is_ascii_digit() && (is_han(first) || "‰℃°".contains(first)) {
        faults.push("digits cut from what follows");
    }
    let token = |c: char| c.is_ascii_graphic();
    let word = ended.chars().rev().take_while(|c| token(*c)).count()
        + started.chars().take_while(|c| token(*c)).count();
    if !spaced && last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric() && word <= measure {
        faults.push("a word is cut");
    }
    if first == '"' && is_quoting(&text[..after.range.start]) {
        faults.push("a straight quote that closes, at a line start");
    }
    if last == '"' && is_quoting(&text[..before.shown.end]) {
        faults.push("a straight quote that opens, at a line end");
    }
    faults
        .into_iter()
        .map(|fault| format!("{fault}: {ended}|{started}"))
        .collect()
}

/// Whether a quotation is open at the end of a text.
fn is_quoting(text: &str) -> bool {
    text.chars().fold(false, |open, c| match c {
        '"' => !open,
        '“' => true,
        '”' => false,
        _ => open,
    })
}

/// The lines that `choose` takes from the line ends of a text without line feeds.
fn chosen(
    text: &str,
    setting: &Setting,
    choose: impl FnOnce(&mut Setter, Option<usize>) -> Vec<usize>,
) -> Vec<SetLine> {
    let mut setter = Setter::new(text, setting);
    let mut last_but_one = None;
    scan(text, setting.strictness, setting.policy, |spot| {
        last_but_one = spot.last_but_one;
        setter.take(&Spot {
            ending: Ending::Free,
            ..spot
        });
    });
    let ends = choose(&mut setter, last_but_one);
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts
        .zip(&ends)
        .map(|(start, end)| {
            let (from, to) = (setter.nodes[start], setter.nodes[*end]);
            SetLine {
                range: from.at..to.at,
                shown: from.at..to.shown,
                width: to.shown_columns - from.columns,
            }
        })
        .collect()
}

fn first_fit(text: &str, setting: &Setting) -> Vec<SetLine> {
    chosen(text, setting, |setter, _| {
        setter.first_fit(setter.nodes.len() - 1)
    })
}

/// The best of all ways, whatever it costs to find it.
fn exhaustive(text: &str, setting: &Setting) -> Vec<SetLine> {
    chosen(text, setting, |setter, last_but_one| {
        let first_fit = setter.first_fit(setter.nodes.len() - 1);
        let search = Search {
            white: HAN_WHITE,
            choices: usize::MAX,
            window: usize::MAX,
        };
        setter.optimal(&first_fit, last_but_one, search)
    })
}

/// The white at the ends of all lines but the last.
fn white(lines: &[SetLine], measure: usize) -> Vec<usize> {
    let full = lines.len().saturating_sub(1);
    lines
        .iter()
        .take(full)
        .map(|line| measure.saturating_sub(line.width))
        .collect()
}

fn fill(white: usize, lines: usize, measure: usize) -> f64 {
    1.0 - white as f64 / (measure * lines.max(1)) as f64
}

/// Whether something to read is all that a line has of it.
fn is_alone(line: &str) -> bool {
    line.chars().filter(|c| c.is_alphanumeric()).count() <= 1
}

#[derive(Default)]
struct Figures {
    white: usize,
    lines: usize,
    greedy_white: usize,
    greedy_lines: usize,
    /// Squares of the white of all full lines: how ragged they are.
    squares: usize,
    greedy_squares: usize,
    alone: usize,
    faults: Vec<String>,
    /// Paragraphs that are more than a hundredth less full than by first fit.
    less_full: Vec<String>,
}

impl Figures {
    fn add(&mut self, text: &str, setting: &Setting) {
        let measure = setting.rest;
        let lines = set(text, setting);
        for pair in lines.windows(2) {
            self.faults
                .extend(faults(text, &pair[0], &pair[1], measure));
        }
        if let [.., _, last] = lines.as_slice()
            && is_alone(&text[last.shown.clone()])
        {
            self.alone += 1;
        }
        let greedy = first_fit(text, setting);
        let own = white(&lines, measure);
        let other = white(&greedy, measure);
        let (sum, greedy_sum) = (own.iter().sum(), other.iter().sum());
        // Where a last character needs company, first fit is no yardstick.
        let excused = greedy
            .last()
            .is_some_and(|last| is_alone(&text[last.shown.clone()]));
        let loss = fill(greedy_sum, other.len(), measure) - fill(sum, own.len(), measure);
        if loss > 0.01 + 1e-9 && !excused {
            self.less_full.push(text.into());
        }
        self.white += sum;
        self.lines += own.len();
        self.squares += own.iter().map(|white| white * white).sum::<usize>();
        self.greedy_white += greedy_sum;
        self.greedy_lines += other.len();
        self.greedy_squares += other.iter().map(|white| white * white).sum::<usize>();
    }

    fn fill(&self, measure: usize) -> f64 {
        fill(self.white, self.lines, measure)
    }

    fn greedy_fill(&self, measure: usize) -> f64 {
        fill(self.greedy_white, self.greedy_lines, measure)
    }
}

fn measured(name: &str, paragraphs: &[String], measure: usize, policy: WidthPolicy) -> Figures {
    let mut figures = Figures::default();
    for text in paragraphs {
        figures.add(text, &Setting::plain(measure, policy));
    }
    println!(
        "{name} at {measure} {policy:?}: {} lines, fill {:.4} (first fit {:.4}), squares {} ({}), alone {}, faults {}",
        figures.lines,
        figures.fill(measure),
        figures.greedy_fill(measure),
        figures.squares,
        figures.greedy_squares,
        figures.alone,
        figures.faults.len(),
    );
    assert!(figures.lines > 0, "{name}: nothing was measured");
    assert!(
        figures.faults.is_empty(),
        "{name} {measure}: {:#?}",
        figures.faults
    );
    assert_eq!(figures.alone, 0, "{name} {measure}");
    assert!(
        figures.fill(measure) + 0.01 >= figures.greedy_fill(measure),
        "{name} {measure}"
    );
    assert!(
        figures.less_full.is_empty(),
        "{name} {measure}: {:#?}",
        figures.less_full
    );
    figures
}

const LEAST_FILL: [(usize, f64); 4] = [(24, 0.98), (40, 0.985), (72, 0.99), (100, 0.99)];

#[test]
fn chinese_lines_are_full_and_without_fault() {
    let paragraphs: Vec<String> = (0..1000).map(|seed| sample::chinese(seed, 3)).collect();
    for (measure, least) in LEAST_FILL {
        let figures = measured("Chinese", &paragraphs, measure, WidthPolicy::Narrow);
        assert!(figures.fill(measure) >= least, "at {measure}");
    }
}

#[test]
fn nothing_is_lost_by_looking_at_few_line_ends() {
    for measure in [11, 24, 40, 72] {
        let setting = Setting::plain(measure, WidthPolicy::Narrow);
        for seed in 0..300 {
            let text = sample::chinese(seed, 3);
            let own = white(&set(&text, &setting), measure);
            let best = white(&exhaustive(&text, &setting), measure);
            let sums: (usize, usize) = (own.iter().sum(), best.iter().sum());
            assert_eq!(sums.0, sums.1, "{text} at {measure}");
        }
    }
}

#[test]
fn mixed_lines_are_without_fault() {
    let paragraphs: Vec<String> = (0..1000).map(|seed| sample::chinese(seed, 1)).collect();
    for (measure, _) in LEAST_FILL {
        measured("Mixed", &paragraphs, measure, WidthPolicy::Narrow);
        measured("Mixed", &paragraphs, measure, WidthPolicy::Wide);
    }
}

#[test]
fn english_lines_are_even_and_nearly_as_full_as_can_be() {
    let paragraphs: Vec<String> = (0..300).map(sample::english).collect();
    for (measure, _) in LEAST_FILL {
        let figures = measured("English", &paragraphs, measure, WidthPolicy::Narrow);
        assert!(
            figures.squares * 100 < figures.greedy_squares * 95,
            "ragged at {measure}"
        );
    }
}

#[test]
fn articles_are_set_as_well_as_samples() {
    let Some(folder) = std::env::var_os("NEWSPRINT_ARTICLES") else {
        return;
    };
    let mut paragraphs = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of articles") {
        let raw = std::fs::read(entry.unwrap().path()).unwrap();
        paragraphs.extend(paragraphs_of(&String::from_utf8_lossy(&raw)));
    }
    for (measure, least) in LEAST_FILL {
        let figures = measured("Articles", &paragraphs, measure, WidthPolicy::Narrow);
        assert!(figures.fill(measure) >= least, "at {measure}");
    }
}

/// The paragraphs of a page, crudely: tags of blocks end them, others are nothing.
fn paragraphs_of(page: &str) -> Vec<String> {
    let mut text = String::new();
    for piece in page.split('<') {
        let (tag, rest) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or("");
        if matches!(
            name,
            "p" | "div" | "br" | "h1" | "h2" | "h3" | "li" | "img" | "small" | "figure"
        ) {
            text.push('\n');
        }
        text.push_str(&rest.replace("&nbsp;", " ").replace("&amp;", "&"));
    }
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty() && !line.contains("]("))
        .collect()
}
