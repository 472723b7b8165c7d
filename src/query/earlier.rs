//! Which of the searches that were made are kept, and in what order.

/// How many searches are kept: more than anyone goes through by keys.
pub const MOST_EARLIER: usize = 200;
/// Bytes of the longest search that is kept: more than anyone types.
const LONGEST: usize = 4 << 10;

/// Puts a search at the end of those made before: once, and with the oldest
/// gone where there are too many. White space and control characters become
/// single spaces, so that a search is a line; an empty one is left out, and one
/// longer than 4 KiB.
pub fn remember_search(earlier: &mut Vec<String>, query: &str) {
    let words = query.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    remember_line(earlier, &words.join(" "));
}

/// The same for a line in which spaces count, such as a command with quotes in it.
pub fn remember_line(earlier: &mut Vec<String>, line: &str) {
    let line = line.replace(char::is_control, " ");
    let line = line.trim().to_owned();
    if line.is_empty() || line.len() > LONGEST {
        return;
    }
    earlier.retain(|kept| *kept != line);
    earlier.push(line);
    let surplus = earlier.len().saturating_sub(MOST_EARLIER);
    earlier.drain(..surplus);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_kept_once_the_newest_last() {
        let mut kept = Vec::new();
        for query in ["a", "普京  北京 ", "a", "", " \n", "b\u{1b}c", "a"] {
            remember_search(&mut kept, query);
        }
        assert_eq!(kept, ["普京 北京", "b c", "a"]);
        remember_search(&mut kept, &"x".repeat(LONGEST + 1));
        assert_eq!(kept.len(), 3);
        remember_line(&mut kept, " tr -s '  '\t\n");
        assert_eq!(kept.last().map(String::as_str), Some("tr -s '  '"));
        for number in 0..300 {
            remember_search(&mut kept, &number.to_string());
        }
        assert_eq!(kept.len(), MOST_EARLIER);
        assert_eq!(kept.first().map(String::as_str), Some("100"));
        assert_eq!(kept.last().map(String::as_str), Some("299"));
    }
}
