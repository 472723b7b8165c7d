# The screen.

# Above the list.
# The name of the archive where it is the guide.
guide-name = guide
private-name = { $name } (private)
# $at, $total: which article of how many
status-place = { $at-shown }/{ $total-shown }
status-place-growing = { $at-shown }/{ $total-shown }+
status-unread = { $count-shown } unread
status-found = { $count ->
    [0] nothing found
   *[other] { $count-shown } found
}
status-found-growing = { $count-shown }+ found
status-searching = searching…
status-unsafe = { $count-shown } not saved
status-empty = empty

# While articles are indexed. $done of $total, $rate in a second.
indexing = indexing { $done-shown }/{ $total-shown } · { $rate-shown }/s
indexing-begun = indexing { $done-shown }/{ $total-shown }
indexing-short = { $done-shown }/{ $total-shown }
indexing-seconds = { $count } s
indexing-minutes = { $count } min
# $key: what goes on with it
index-stopped = index stopped at { $done-shown }/{ $total-shown }
index-is-stopped = The index is stopped; searches read what it lacks. { $key } goes on, and so does the next start.
index-goes-on = Going on with the index.
index-is-complete = Nothing is waiting to be indexed.
# While a search reads articles that are not indexed. $done of $total
searching = searching { $done-shown }/{ $total-shown }
searching-stoppable = searching { $done-shown }/{ $total-shown }   Esc ends it
status-looking = looking…

# Which characters are shown, where those are not the author's.
status-characters-simplified = 简
status-characters-traditional = 繁

# Orders, as they stand above the list; an arrow follows.
order-date = newest first
order-date-reversed = oldest first
order-title = by title
order-source = by source
order-length = longest first
order-length-reversed = shortest first
order-relevance = most relevant first
order-relevance-reversed = least relevant first
order-short-date = date
order-short-title = title
order-short-source = source
order-short-length = length
order-short-relevance = relevance

# The sort menu.
sort-menu = Sort
sort-date = date
sort-title = title
sort-source = source
sort-length = length
sort-relevance = relevance
sort-hints = again: reverse   Esc leave

# Lengths and times, in the words of the article's script.
# $count: characters or words; $minutes: minutes
length-han = { $count-shown } 字
length-words = { $count ->
    [one] 1 word
   *[other] { $count-shown } words
}
minutes-han = 约 { $minutes-shown } 分钟
minutes-words = { $minutes ->
    [one] about 1 minute
   *[other] about { $minutes-shown } minutes
}

# Empty states.
empty-archive = No articles here yet.
empty-archive-hint = Put saved articles into the folder, one a file, and press R. `newsprint guide` shows how.
empty-search = Nothing matches.
empty-searching = Searching…
empty-search-hint = Esc brings all articles back.
empty-looking = Looking at the folder…
too-small = too small
end-next = Space: next unread, { $title }
end-last = No unread article follows.
page-goes-on = The rest is being set.

# The search.
prompt-hints = Enter keep   ↑ ↓ move   Esc leave
prompt-hints-long = Enter keep   ↑ ↓ move   C-p earlier   Tab complete   F1 syntax   Esc leave
# Saved searches.
save-search = Save as:
save-search-hints = Enter save   Esc leave
# $query: the search of that name
save-search-replaces = in the place of { $query }
# $name: its name
search-saved = Saved as { $name }.
search-removed = { $name } is removed; C-p in the prompt has what it searched for.
# $reason: what went wrong
marks-not-open = the marks file is not open; gm shows why
search-not-saved = The saved searches stay as they were: { $reason }
nothing-to-save = Nothing is searched for; / searches, then M saves it.
no-saved-searches = No search is saved; M saves the one in force.
search-name-quotes = A name has no quotation marks.
search-names-itself = The search names that one itself; take another name.
searches-menu = Saved searches
searches-hints = Enter search   o edit   y copy   Del remove   Esc leave
completes-nothing = Nothing completes that.
# $path: the file; $reason: what the system said
searches-not-kept = The earlier searches can't be kept in { $path }: { $reason }; see to the file or remove it

# How long ago, in the list. $count: how many of these; in eight columns at the most
ago-now = now
ago-minutes = { $count } min
ago-hours = { $count } h
ago-days = { $count } d
ago-months = { $count } mo
ago-years = { $count } y
# Where the list stands now.
layout-beside = The list stands beside the page where there is room.
layout-above = The list stands above the page where there is room.
layout-hidden = List or page: the one that has the keys.

# Filters. $count: how many articles a filter would leave, or how many filters
# more are on than there is room for
filter-menu = Filter
filter-hints = Enter on, off   / narrow   Esc leave
filter-counting = …
filter-count = { $count-shown }
filter-count-growing = { $count-shown }+
filter-field-is = marks
filter-field-date = date
filter-field-lang = language
filter-field-length = length
filter-field-tag = tag
filter-field-source = outlet
filter-is-unread = unread
filter-is-starred = starred
filter-date-today = today
filter-date-week = this week
filter-date-month = this month
filter-length-short = up to 500
filter-length-middling = 501 to 2,000
filter-length-long = over 2,000
chips-more = +{ $count }
# Languages by their tags; those without a name here are shown by the tag.
tongue-zh = Chinese
tongue-zh-Hans = Simplified Chinese
tongue-zh-Hant = Traditional Chinese
tongue-en = English
tongue-ja = Japanese
tongue-ko = Korean
tongue-ru = Russian
tongue-fr = French
tongue-de = German
tongue-es = Spanish
tongue-und = not known

# Tags.
tags-menu = Tags
tags-hints = Enter give, take away   / narrow   Esc leave
tags-new = new tag …
tags-on = on
tags-on-all = on all
tags-on-some = on { $count-shown } of { $total-shown }
tags-counting = …
tag-prompt = New tag:
tag-prompt-hints = Tab complete   Enter give   Esc leave
tag-no-name = A tag has letters or digits, a hundred characters at the most.

# Themes. The names of themes are those of their files.
themes-menu = Theme
themes-hints = Enter keep   Esc back
themes-auto = auto
themes-auto-beside = by your ground
themes-dark-kept = dark, keeps your ground
themes-light-kept = light, keeps your ground
themes-dark = dark
themes-light = light
themes-any = your terminal's 16 colours
themes-plain = no colours
themes-own = your own
# $name: the theme that config.toml names
themes-set = config.toml names { $name }. What you keep here holds until it names another.
themes-no-colours = There are no colours here: NO_COLOR is set, or the terminal has none. So all themes look as plain does.
# $name: the theme
themes-taken = Theme: { $name }.
# $path: the file; $reason: what the system said
theme-not-kept = The theme can't be kept in { $path }: { $reason }; see to the file or remove it
chosen-not-kept = What was chosen can't be kept in { $path }: { $reason }; see to the file or remove it

# What was told in this sitting.
messages-menu = Messages
messages-hints = y copy   / narrow   Esc leave
messages-none = Nothing has been told yet.

# The search in the page.
# $at, $total: which hit of how many
find-hints = Enter keep   ↓ ↑ next   Esc back
find-count = { $at-shown }/{ $total-shown }
find-total = { $total-shown } found
find-count-none = nothing found
find-searching = searching…
jump-date = to date:
jump-date-hints = 2024, 2024-04, 20240409, yesterday   Enter keep   Esc back
jump-title = to title:
jump-title-hints = a letter, a pinyin initial, 普   Enter keep   Esc back
jump-no-date = is no date; 2024, 2024-04, 20240409, yesterday are
jump-needs-order = Only a list sorted by date or title can be jumped in; S sorts it.
find-none = Not found in this article.
find-waits = Still searching.
find-from-start = From the start again.
find-from-end = From the end again.
nothing-searched = Nothing is searched for; / searches.

# Selected lines.
# $lines: lines of the page; $characters: characters of the article
selected-lines = { $lines ->
    [one] 1 line
   *[other] { $lines-shown } lines
}
selected-characters = { $characters ->
    [one] 1 character
   *[other] { $characters-shown } characters
}
# $count: articles that are selected
selected-articles = { $count ->
    [one] 1 article
   *[other] { $count-shown } articles
} selected
selection-empty = No text is on the selected lines.

# The palette. Beside what it finds stand its keys, or what it is.
palette-menu = Find
palette-hints = Enter take   ↑ ↓   Esc leave
palette-nothing = nothing is called so; Backspace widens it. To search the articles for it: Esc, then /.
palette-archive = archive
palette-search = saved search
palette-outlet = outlet
palette-tag = tag
# $now: a setting's value; $next: the one that Enter puts in its place
palette-setting = { $now } → { $next }
# $line: the line of the settings that does the same
setting-changed = { $line } from now on, until config.toml changes it.
# $line: the line of the settings that has it so
setting-told = Now: { $line }; another value in config.toml takes effect at once.
number-prompt = { $name } =
number-prompt-hints = { $least } to { $most }   Enter set   Esc leave
setting-rows = setting: lines of a row in the list
setting-snippets = setting: text of the body in the list
setting-hints = setting: the line of keys below
setting-paragraphs = setting: what sets paragraphs apart
setting-justified = setting: even right edge of Latin text
setting-hanging_punctuation = setting: ，。、 hang over the end of a line
setting-spacing = setting: a gap between Han and Latin
setting-line_breaking = setting: where lines may break
setting-traditional = setting: Traditional forms by region
setting-ambiguous_width = setting: width of “ ” … — ●
setting-dates = setting: dates in the list
setting-cursor = setting: the terminal’s cursor is seen
setting-mouse = setting: the mouse
setting-citation = setting: style of citations
setting-hyperlinks = setting: links that the terminal itself opens
setting-measure = setting: columns of a line of text
setting-columns = setting: columns of the list
setting-below = setting: what stands below a title in the list
setting-colours = setting: how many colours
setting-zone = setting: time zone
setting-mastodon = setting: Mastodon instance
setting-escape_wait = setting: milliseconds that Esc waits
setting-rules = setting: files of your own site rules

# The values of settings, as they stand beside them in the palette.
value-auto = auto
value-one = one
value-two = two
value-always = always
value-never = never
value-on = on
value-off = off
value-spaced = spaced
value-indented = indented
value-false = off
value-true = on
value-strict = strict
value-normal = normal
value-taiwan = Taiwan
value-hong-kong = Hong Kong
value-absolute = absolute
value-relative = relative
value-narrow = narrow
value-wide = wide
# What can follow keys that were begun.
panel-hint = Esc leave
# Where not all has room.
panel-hint-long = ↑ ↓ more   Esc leave

# Help and details.
help-hints = Enter run   / find   Esc leave
help-list = Keys in the list
help-page = Keys in the page
popup-hints = j k scroll   Esc leave
details-title = Details
details-article = title
details-source = source
details-date = date
details-date-from-outlet = the outlet's
details-date-from-stamp = when the file was saved
details-date-from-file = the file's
details-saved = saved
details-link = link
details-canonical = canonical link
details-short-link = short link
details-file = file
details-copy = copy
details-marks = marks
details-opened = opened
details-read = read
details-unread = unread
details-starred = starred
details-tags = tags
details-language = language
details-length = length
details-id = id
details-pictures = pictures
details-embeds = embeds
details-links = links
details-dropped = dropped
details-applied = recognised
details-warning = note
# $note: what is to be known of it
details-noted = { $what } ({ $note })
details-both = { $first }, { $second }
details-at-line = line { $line-shown }: { $text }

# Site rules: what each is for, and what came of it. $entry is the entry of the rules.
rule-date = date line
rule-share = share row
rule-caption = caption
rule-dateline = dateline
rule-credit = credit
rule-notice = notice
rule-rewrite = address written anew
rule-tracking = tracking parameters
rule-short = short link
# What rules of the program drop.
rule-drop-call-to-subscribe = call to subscribe
rule-drop-box-beside-the-text = box beside the text
rule-drop-call-to-install-the-app = call to install the app
rule-drop-tracking-pixel = tracking pixel
rule-drop-related-links = related links
rule-drop-help-around-the-text = help around the text
rule-drop-app-box = app box
rule-drop-words-for-screen-readers = words for screen readers
rule-drop-statement-on-links = statement on links
rule-drop-share-row = share row
rule-drop-share-buttons = share buttons
rule-drop-rule-and-call-to-follow = rule and call to follow
rule-drop-read-more = read more
rule-drop-outlet-s-standards = outlet's standards
rule-drop-notice-on-what-is-embedded = notice on what is embedded
rule-drop-newsletter-box = newsletter box
rule-drop-link-to-the-English-text = link to the English text
rule-drop-head-of-the-page = head of the page
rule-drop-figures-of-the-feed = figures of the feed
rule-drop-feed-s-footer = feed's footer
rule-drop-feed-mirror-s-promotion = feed mirror's promotion
rule-drop-call-for-donations = call for donations
rule-drop-call-for-corrections = call for corrections
rule-drop-box-of-another-article = box of another article
rule-drop-box-for-subscribers = box for subscribers
rule-drop-advertisement-s-label = advertisement's label
rule-drop-advertisement = advertisement
rule-dropped = { $what }, { $words ->
    [one] 1 word
   *[other] { $words-shown } words
} (rule { $entry })
rule-applied = { $what }, { $times ->
    [one] once
   *[other] { $times-shown } times
} (rule { $entry })
rule-own = { $entry } in { $place }
# Links. $host, $link: where one leads; $letters: what was typed of a hint
link-clicked = Click again to open: { $told }
link-leads-to = { $host } · { $link }
link-within = in this article
link-within-not-copied = It leads to a place in this article; there is nothing to copy.
no-links = This article has no links.
hints-open = letters open
hints-copy = letters copy
hints-keys = y copy   ; all links   Esc leave
hints-keys-copying = y open   ; all links   Esc leave
hints-no-such = No link has { $keys } there.
hints-none-seen = No link is in sight. These are all of the article.
links-menu = Links
links-hints = Enter open   y copy   / narrow   Esc leave
outline-menu = Headings
outline-hints = Enter go there   / narrow   Esc leave
outline-too-few = This article has too few headings for a list.
outline-none-above = No heading further up.
outline-none-below = No heading further down.
menu-hints-typing = Enter take   Tab choose   Esc all
menu-nothing = nothing; Backspace widens it
trail-no-back = There is nothing to go back to.
trail-no-forward = There is nothing to go forward to.
trail-gone = That article is no longer in the archive.
search-sorts = The search says how to sort; without its “sort:” the list is sorted like this.
trail-left-search = The search did not show it: all articles are back.

# A question before a link opens.
question-open = Open this link?
question-not-opened = This does not open here
question-host = host
question-link = link
question-note = note
question-hints-open = Enter open   y copy   Esc leave
question-hints-copy = Enter copy   Esc leave

# The languages of the interface, each by its own name.
language-menu = Language · 语言 · 語言
language-hints = Enter switch   Esc leave
language-en = English
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
# $name: of the language; $setting: the line of the settings that keeps it
language-switched = The interface is in { $name } from now on, until config.toml names another language.

# The archives. $count: articles that are known of one
archives-menu = Archive
archives-hints = Enter open   y copy   Esc leave
archives-count = { $count ->
    [one] 1 article
   *[other] { $count-shown } articles
}
# $name: the archive; $fault: what is wrong with its folder
archives-not-opened = { $name } is not opened: { $fault }

# Input methods, and text that is pasted.
input-method-on = An input method is on; keys act here, so switch it off for them.
paste-not-taken = Nothing takes text here, and nothing was done; / opens a prompt to paste into.

# What there is to tell.
no-link = This article has no link.
no-article = No article is chosen.
article-gone = The file of this article is gone. The text stays until you leave it.
article-left-list = This article is no longer in the list. The text stays until you leave it.
not-loaded = The article is still being read.
no-unread-below = No unread article further down.
no-unread-above = No unread article further up.
nothing-to-undo = Nothing to undo.
nothing-to-redo = Nothing to do again.
# $what: step-read and the like; $title: of the article; $key: that which undoes
undone = Undone: { $what } · { $title }
redone = Done again: { $what } · { $title }
undone-many = Undone: { $what } · { $count ->
    [one] 1 article
   *[other] { $count-shown } articles
}
redone-many = Done again: { $what } · { $count ->
    [one] 1 article
   *[other] { $count-shown } articles
}
undone-by-others = Changed elsewhere since, and left so: { $what } · { $title }
undone-by-others-many = Changed elsewhere since, and left so: { $what } · { $count ->
    [one] 1 article
   *[other] { $count-shown } articles
}
marked-many = { $count ->
    [one] 1 article
   *[other] { $count-shown } articles
}: { $what }; { $key } takes it back.
marked-none = All of them were so already.
nothing-unread = Nothing here is unread.
marks-busy = A moment: the change before is still being made.
marks-changing = { $count ->
    [one] Marking 1 article…
   *[other] Marking { $count-shown } articles…
}   Esc leaves them as they were
marks-left = Left: nothing was marked.
step-read = read
step-unread = unread
step-starred = starred
step-unstarred = star taken away
step-tagged = tagged { $tag }
step-untagged = tag { $tag } taken away
# $reason: what went wrong
step-not-read = What is to be undone can't be read: { $reason }
# $count: marks that were set back; $refused: that were not
undo-refused = Undone: { $count-shown }. Another newsprint has changed { $refused-shown } since; those stay.
redo-refused = Done again: { $count-shown }. Another newsprint has changed { $refused-shown } since; those stay.
step-forgotten = That change is no longer kept with the marks: { $refused ->
    [one] 1 article stays as it was.
   *[other] { $refused-shown } articles stay as they were.
}
# Said once, where the system does not tell what changes in the folder.
watch-network = The folder lies on a network: what changes there is not always seen by itself; R looks again.
watch-limit = The system watches no more folders (fs.inotify.max_user_watches): changes in some are not seen by themselves; R looks again.
watch-ended = the watch has ended
# $error: what the system said
watch-refused = Changes in the folder are not seen by themselves ({ $error }); R looks again.
# The settings were read while the program runs, and nothing is wrong with them.
settings-read = The settings have changed and are in force.
looking-again = Looking at the folder again.
looked-again = The folder has been looked at; the list is as it is now.
characters-original = Shown as it was written.
characters-simplified = Shown in Simplified characters; copies stay as written.
characters-traditional = Shown in Traditional characters; copies stay as written.
no-such-key = { $keys } does nothing here; ? shows the keys.
mastodon-unset = set mastodon in config.toml
share-not-openable = This is copied, not opened: Enter.
qr-too-large = The window is too small for the QR code; make it larger, or copy the link.
qr-hint = any key leaves
scan-binary = { $binary ->
    [one] 1 file holds no text and was left out; `newsprint check` says which.
   *[other] { $binary-shown } files hold no text and were left out; `newsprint check` says which.
}
scan-unreadable = { $unreadable ->
    [one] 1 file or folder could not be read; `newsprint check` says why.
   *[other] { $unreadable-shown } files or folders could not be read; `newsprint check` says which.
}
scan-both = { $binary-shown } without text, { $unreadable-shown } that could not be read: left out; `newsprint check` says which.
worker-failed = Something went wrong while { $task }. It was noted in the log; you can go on.
task-list = making the list
task-scan = looking at the folder
task-watch = watching the folder
task-page = reading the article
task-setting = setting the page
task-find = searching the article
task-snippets = reading passages for the list
task-marks = saving marks
task-many = changing marks
task-searches = keeping searches
task-archives = opening an archive
task-settings = reading the settings
task-theme = keeping the theme
task-desktop = opening or copying
task-programs = running a program
marks-unavailable = Marks can't be kept: { $reason }
marks-not-saved = Marks are not saved yet: { $reason }
marks-newer = The marks are from a newer newsprint: they are shown and not changed; start that one to change them.
marks-read-only = The marks can't be written to: changes are in memory alone until that is possible again. `newsprint paths` says where they are; see who may write there.
marks-replaced = Another file of marks stands at { $path } now: its marks are shown.
marks-restored = The marks file was damaged and is set aside as { $path }. Its place was taken by { $copy }: what was marked since that copy may be missing.
marks-begun-anew = The marks file was damaged and is set aside as { $path }. There was no sound copy of it: marks begin anew.
problem-more = { $text } ({ $count-shown } more: newsprint config check)

# What is wrong with a search.
query-bad-value = { $field }: can't be read like that
query-bad-date = { $field }: takes 2024, 2024-04, 20240409, 2023..2024, >2024-04, 7d, yesterday
query-bad-is = { $field }: takes unread, read, starred or new
query-bad-has = { $field }: takes image, video or share
query-bad-lang = { $field }: takes the code of a language: zh, zh-Hant, en, ru
query-bad-length = { $field }: takes a number: 1200, >2000, 500..1500
query-bad-host = { $field }: takes a host, such as dw.com
query-bad-path = { $field }: takes a folder or a file, such as 2024/04
query-bad-id = { $field }: takes the 32 digits that stand in the details of an article
query-bad-pinyin = { $field }: takes pinyin, such as lflf or lafuluofu
query-bad-sort = { $field }: takes date, title, source, length or relevance; - reverses
query-unknown-source = { $field }: no outlet here has that name; Tab completes a beginning
query-unknown-tag = { $field }: no article bears that tag; Tab completes a beginning
query-unknown-source-near = { $field }: no outlet here has that name; do you mean { $near }?
query-unknown-tag-near = { $field }: no article bears that tag; do you mean { $near }?
query-unknown-lang = { $field }: there is no such language; zh, zh-Hant, en, ru are some
query-no-saved-search = no search is saved under that name
query-saved-search-in-itself = this saved search names itself
query-unclosed-quote = a quotation mark is open
query-unclosed-group = a parenthesis is open
query-unopened-group = a parenthesis too many
query-empty-field = { $field }: what?
query-missing-operand = something is missing here
query-nothing-left = there is nothing here to search for
query-too-deep = too many parentheses

# Programs of the reader's own: the menu, the pipe, what came of them.
open-with-menu = Open with
open-with-hints = Enter run   y copy   Esc leave
own-none = No command yet; [[command]] in config.toml sets one.
own-too-many = These are { $count-shown } articles; a command runs for { $most } at the most.
own-waits = The one before still runs; Esc stops it.
own-runs = { $name } runs…   Esc stop
own-runs-of = { $name } runs: { $done-shown }/{ $total-shown }   Esc stop
own-stopped = { $name } was stopped.
own-silent = { $name } has ended and said nothing.
own-started = { $count ->
    [one] { $name } is started.
   *[other] { $name } is started for { $count-shown } articles.
}
own-of = ── { $title }
own-cut = [what followed was not kept]
own-failed = The program could not be run; the log says more.
own-no-link = “{ $title }” has no link, and the command wants one.
own-enter = Press Enter to go on.
palette-own = your own
pipe-prompt = { $form } into:
pipe-prompt-hints = Tab form   ! first: the screen   C-p earlier   Esc
pipe-form-text = text
pipe-form-markdown = Markdown
pipe-form-html = HTML
pipe-form-json = JSON

# Places under letters.
places-menu = Places
places-hints = letter: go there   Del forget   Esc leave
places-return = back to where one was
place-which = Under which letter, a to z?
place-no-letter = Places lie under the letters a to z; nothing was set.
place-kept = The place is under { $letter }; ' and { $letter } lead back to it.
place-forgotten = Nothing is under { $letter } any more.
place-not-kept = The places stay as they were: { $reason }

# What is wrong with a command line.
program-empty = This names no program.
program-unclosed = A quotation mark is not closed.
program-unknown = { $written } means nothing here; { $names } do. { $itself } stands for itself.
program-text = The text is too long for an argument; it is what the command reads.
program-from-article = The article would say which program is run; name the program.
program-operator = No shell is between, so { $word } does nothing; put it into a script of your own.
program-code = The article would say what { $program } runs. Behind the code, as arguments of their own, values do no harm.
program-shell = { $program } hands what the article says to a shell; put it into a script of your own.

# What was copied

copied-link = link
copied-links = { $count ->
    [one] one link
   *[other] { $count-shown } links
}
# $name: where the link shares the article, such as Telegram
copied-for-target = link for { $name }
copied-lines = the selected text
copied-filter = condition
copied-tag = tag
copied-message = message
copied-command = command line
copied-search = search
copied-folder = folder
links-too-many = { $count-shown } articles are selected; links of { $most-shown } are copied at the most.
share-takes-one = { $count-shown } articles are selected; the menu is of the one at the bar. y copies all links.
opens-one = { $count-shown } articles are selected; one is opened at a time. Esc leaves the selection, y copies all links.
