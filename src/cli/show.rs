//! `newsprint show`: articles as text, as Markdown, or as JSON.

use std::io::Write;

use crate::app::below_title;
use crate::archive::Archive;
use crate::article::Article;
use crate::page::{Page, PageSettings, markdown};

use super::Ground;
use super::arguments::{Show, ShowFormat};
use super::json::ArticleJson;
use super::output::out;

pub(super) fn run(ground: &Ground, show: &Show) -> anyhow::Result<()> {
    ground.report_problems();
    let archive = Archive::open(show.files.clone(), std::sync::Arc::clone(&ground.rules))?;
    let mut out = out();
    let marks = (show.format == ShowFormat::Json).then(|| ground.marks());
    for (number, file) in show.files.iter().enumerate() {
        let article = archive.load(file)?;
        let separator = if number > 0 { "\n\n" } else { "" };
        match (show.format, &marks) {
            (ShowFormat::Text, _) => {
                write!(out, "{separator}{}", text(ground, &article, show.width))?;
            }
            (ShowFormat::Markdown, _) => {
                let head = &article.head;
                let text =
                    markdown::write(head.title.as_str(), head.link.as_deref(), &article.document);
                write!(out, "{separator}{text}")?;
            }
            (ShowFormat::Json, marks) => {
                let mark = marks
                    .as_ref()
                    .map(|marks| marks.get(article.head.id))
                    .unwrap_or_default();
                serde_json::to_writer_pretty(&mut out, &ArticleJson::of(&article, mark))
                    .map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// The article set in lines, as on the screen.
fn text(ground: &Ground, article: &Article, width: Option<u16>) -> String {
    let settings = PageSettings {
        measure: usize::from(width.unwrap_or(ground.settings.measure)),
        policy: ground.settings.width_policy(),
        furniture: ground.settings.width_policy(),
        strictness: ground.settings.strictness(),
    };
    let below = below_title(&ground.words, ground.zone(), article);
    Page::set(&article.head.title, &below, &article.document, &settings).to_text()
}
