//! The whole program without a terminal: keys in, the screen a person would see
//! out.
//!
//! `harness` opens an archive from `shelf`, lists it by `request` and carries out
//! effects where it stands, without threads; `dump` writes a screen down as text.
//! `looks` holds snapshots, `page` those of pages alone, `keys` what every command
//! does, `links` how one follows links and comes back, `menus` what lies on top to
//! choose from, `commanding` the palette, the help and the panel of what can
//! follow, `characters` what Simplified and Traditional leave as it was,
//! `finding` searching in the page, `handing` commands of the reader's own and places
//! under letters, `jumping` going to a date or a letter in the
//! list, `filtering` what narrows it, `selecting` its lines and what is copied of
//! them, `asking` the prompt of the search, `naming` the names in it, `snippets` what stands under titles,
//! `languages` the interface in each of its languages and what input methods do,
//! `marking` marks of many at once and tags, `returning` what comes back at the
//! next start, `placing` where list and page stand, `reading` the rules of marks
//! and places, `terminal` what the terminal tells and is told, `laws` what holds
//! for any keys at any size. The real terminal,
//! the threads and the desktop are left to `pty`.

mod archives;
mod asking;
mod bars;
mod characters;
mod commanding;
mod dump;
mod eyesight;
mod feeling;
mod filtering;
mod finding;
mod handing;
pub(crate) mod harness;
mod jumping;
mod keys;
mod languages;
mod laws;
mod links;
mod looks;
mod marking;
mod menus;
mod misread;
mod naming;
mod page;
mod placing;
mod pointing;
mod popups;
mod reading;
mod request;
mod returning;
mod selecting;
mod shelf;
mod snippets;
mod state;
mod staying;
mod terminal;
mod themes;
mod undoing;
