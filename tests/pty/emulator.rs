//! The terminal that the emulator plays: what it answers, and what it shows.

/// What kind of terminal the emulator plays.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kind {
    /// Characters that it draws in two columns, as it says when it is asked.
    pub(crate) wide: &'static str,
    /// It keeps its answers back until the test asks for them.
    pub(crate) keeps_back: bool,
}

/// What the emulator has to answer, as terminals do.
#[derive(Default)]
pub(super) struct Answers {
    kind: Kind,
    due: Vec<u8>,
}

impl Answers {
    /// Those of a terminal.
    pub(super) fn of(kind: Kind) -> Self {
        let due = Vec::new();
        Self { kind, due }
    }

    /// What is to be answered now.
    pub(super) fn due_now(&mut self) -> Vec<u8> {
        if self.kind.keeps_back {
            Vec::new()
        } else {
            self.take()
        }
    }

    /// What is to be answered, kept back or not.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.due)
    }
}

impl vt100::Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        mark: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        end: char,
    ) {
        match (mark, parameters, end) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                let before = column.checked_sub(1).and_then(|at| screen.cell(row, at));
                let is_wide = before.is_some_and(|cell| {
                    cell.has_contents() && self.kind.wide.contains(cell.contents())
                });
                let column = column + 1 + u16::from(is_wide);
                let report = format!("\x1b[{};{column}R", row + 1);
                self.due.extend(report.into_bytes());
            }
            (Some(b'?'), [[2026]], 'p') => self.due.extend(b"\x1b[?2026;2$y"),
            (None, [] | [[0]], 'c') => self.due.extend(b"\x1b[?62;22c"),
            _ => {}
        }
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, parameters: &[&[u8]]) {
        if let [number @ (b"10" | b"11"), b"?"] = parameters {
            let number = String::from_utf8_lossy(number);
            let report = format!("\x1b]{number};rgb:1c1c/1c1c/1c1c\x1b\\");
            self.due.extend(report.into_bytes());
        }
    }
}

/// What a screen shows: a line for each row, wide characters once.
pub(super) fn text_of(screen: &vt100::Screen) -> String {
    let (rows, cols) = screen.size();
    let mut text = String::new();
    for row in 0..rows.get() {
        let mut line = String::new();
        for col in 0..cols.get() {
            match screen.cell(row, col) {
                Some(cell) if cell.is_wide_continuation() => {}
                Some(cell) if cell.has_contents() => line.push_str(cell.contents()),
                _ => line.push(' '),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
