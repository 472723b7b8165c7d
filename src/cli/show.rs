//! `newsprint show`: articles as text, as Markdown, or as JSON.

use std::io::Write;

use crate::app::below_title;
use crate::archive::Archive;
use crate::article::Article;
use crate::marks::json::ArticleJson;
use crate::page::{self, HANG, Page, PageSettings};
use crate::text::convert::Conversion;
use crate::text::language::Language;

use super::arguments::{Show, ShowFormat};
use super::output::{Layout, out, write_json};
use super::{EXIT_PARTLY, Ground, Told, why};

pub(super) fn run(ground: &Ground, show: &Show) -> anyhow::Result<()> {
    ground.report_problems();
    let archive = Archive::open(show.files.clone(), std::sync::Arc::clone(&ground.rules))?;
    let mut out = out();
    let marks = (show.format == ShowFormat::Json).then(|| ground.marks());
    let is_partly = marks.as_ref().is_some_and(Option::is_none);
    let marks = marks.flatten();
    for (number, file) in show.files.iter().enumerate() {
        let article = archive.load(file)?;
        let separator = if number > 0 { "\n\n" } else { "" };
        match (show.format, &marks) {
            (ShowFormat::Text | ShowFormat::Markdown, _) if show.why => {
                write!(
                    out,
                    "{separator}{}",
                    why::text(&ground.words, &ground.rules, &article)
                )?;
            }
            (ShowFormat::Text, _) => {
                write!(out, "{separator}{}", text(ground, &article, show))?;
            }
            (ShowFormat::Markdown, _) => {
                let text = markdown(ground, &article, show);
                write!(out, "{separator}{text}")?;
            }
            (ShowFormat::Json, marks) => {
                let mark = marks
                    .as_ref()
                    .map(|marks| marks.get(article.head.id))
                    .unwrap_or_default();
                let rules = || article.rule_uses.iter().map(why::RuleJson::of).collect();
                let json = ArticleJson::of(&article, &mark, show.why.then(rules));
                write_json(&mut out, &json, Layout::Lines)?;
            }
        }
    }
    out.flush()?;
    if is_partly {
        return Err(Told(EXIT_PARTLY).into());
    }
    Ok(())
}

/// How the article is converted, as the arguments or else the settings want it.
fn conversion(ground: &Ground, article: &Article, show: &Show) -> Option<Conversion> {
    Conversion::new(
        show.characters.unwrap_or(ground.settings.characters),
        ground.settings.traditional,
        article.head.language.unwrap_or(Language::UNDETERMINED),
    )
}

/// The article set in lines, as on the screen.
fn text(ground: &Ground, article: &Article, show: &Show) -> String {
    // A width that was asked for is that of the whole line; a measure is the text's.
    let hang = if ground.settings.hanging_punctuation {
        HANG
    } else {
        0
    };
    let width = show.width.map(|width| width.saturating_sub(hang));
    let settings = PageSettings {
        conversion: conversion(ground, article, show),
        ..ground
            .settings
            .page(usize::from(width.unwrap_or(ground.settings.measure)))
    };
    let room = (settings.measure, settings.policy);
    let below = below_title(&ground.words, ground.zone(), article, room);
    Page::set(&article.head.title, &below, &article.document, &settings).to_text()
}

fn markdown(ground: &Ground, article: &Article, show: &Show) -> String {
    let head = &article.head;
    let link = head.link.as_deref();
    match conversion(ground, article, show) {
        Some(conversion) => {
            let title = conversion.of(&head.title);
            let title = title.as_ref().unwrap_or(&head.title);
            let document = article.document.converted(conversion, usize::MAX);
            page::markdown::write(title.as_str(), link, &document)
        }
        None => page::markdown::write(head.title.as_str(), link, &article.document),
    }
}
