# What is odd about a file, and what goes wrong.

## Of an article

odd-encoding = not UTF-8, read as { $encoding }
odd-encoding-guessed = not UTF-8, read as { $encoding }, which is a guess
odd-byte-order-mark = a byte order mark before the text, left out
odd-carriage-returns = lines that end in CR, read as line feeds
odd-control-characters = control characters, left out
odd-empty = the file is empty
odd-bad-bytes = bytes that are no text, shown as �
odd-nul = NUL bytes in the text, left out
odd-no-stamp = no stamp: the date is the outlet's or the file's
odd-stamp-in-seconds = the stamp counts seconds, not milliseconds
odd-absurd-stamp = a stamp that is no usable time: { $stamp }
# $element: the HTML element that has the title
odd-title-of-element = no title, so it is taken from { $element }
odd-title-of-words = no title, so it is taken from the first words
odd-title-of-file = no title, so it is taken from the file's name
odd-title-line = brackets in the title line that do not pair or could be read in two ways
odd-long-title = a very long title, which is cut
odd-link-without-scheme = a link without scheme, read as https
odd-raw-link = a link with spaces or raw characters
odd-unusable-link = a link that is not http or https: { $link }
odd-no-link = no link
odd-dashes = the line of six dashes is missing or of another length
odd-blank-before = blank lines before the header
odd-second-stamp = a second stamp, which does not count
odd-order = the stamp does not come first
odd-no-body = no body
odd-plain-body = the body is plain text
odd-cut-bytes = the text was cut: it is longer than { $megabytes } MB
odd-cut-stops = the text was cut: it has too many tags, entities and lines
odd-cut-nodes = the text was cut: it has too many elements
odd-cut-depth = the text was cut: its elements are nested too deeply
odd-cut-attributes = the text was cut: its tags have too many attributes
odd-too-long-for-rules = too long for the site rules, so only the date was looked for
# $what: what the rule drops; $site: the entry it is in; $place: its file and line
# $words of $total words would go, after $before that other rules have dropped
odd-rule-too-greedy = the rule “{ $what }” of { $site } ({ $place }) would drop { $words } of { $total } words, so it was not applied
odd-rule-too-greedy-after = the rule “{ $what }” of { $site } ({ $place }) would drop { $words } of { $total } words, after other rules have dropped { $before }, so it was not applied

## Of an archive
# $path: as it was named; $reason: what the system says

archive-missing = there is no folder or file “{ $path }”; check the name
archive-forbidden = “{ $path }” may not be read ({ $reason }); check its permissions
archive-neither = “{ $path }” is neither a folder nor a file; name a folder of articles
archive-is-folder = “{ $path }” is a folder; `newsprint list --archive` lists the articles in it
archive-binary = “{ $path }” holds no text; name a saved article
archive-unreadable = “{ $path }” can't be read ({ $reason }); `R` looks at the folder again
page-hangs = “{ $path }” does not come: the disk or network that it lies on does not answer. Other articles can be read; come back to this one later

## Of the terminal and of the places of files

terminal-none = the output is not a terminal; to use newsprint in a pipe, try `newsprint list` or `newsprint show`
terminal-no-input = no terminal to read keys from ({ $reason }); start newsprint from a terminal
terminal-mode = the terminal could not be set up to read single keys ({ $reason }); try another terminal
terminal-program = could not start { $program } ({ $reason }); check that it is installed
no-home = no home folder is known; set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME and XDG_STATE_HOME

## In the files of settings, themes and rules
# $name: what is set; $value: what is written; $allowed: what can be; $kind: a text, a number…

# $what: one of the texts below
fault-place = { $place }: { $what }
# $what: what the reader of TOML says
fault-toml = { $what }; values are written as name = "text", name = 72 or name = true
fault-toml-twice = this name stands in the file twice; leave one of them out
fault-not-text = { $name } is { $kind }; it must be a text in quotation marks
fault-not-list = { $name } is { $kind }; it must be a list: ["…", "…"]
fault-empty-path = { $name } has an empty path in it; for none it is an empty list: []
fault-not-among = { $name } is “{ $value }”; it can be { $allowed }
fault-not-among-near = { $name } is “{ $value }”; did you mean { $near }? It can be { $allowed }
fault-not-in = { $name } has “{ $value }” in it; it can have { $allowed }
fault-no-host = { $name } is “{ $value }”; it can be a host such as mastodon.example, or empty
fault-no-digits = { $name } has no digits; it must be a number from { $least } to { $most }
fault-out-of-range = { $name } is { $value }; it must be a number from { $least } to { $most }
fault-not-number = { $name } is { $kind }; it must be a number from { $least } to { $most }
fault-not-switch = { $name } is { $kind }; it must be true or false
fault-no-order = { $name } is “{ $value }”; it can be date, title, source, length or relevance, with a - before it
fault-no-zone = { $name } is “{ $value }”; it can be a name such as Asia/Taipei
fault-no-setting = no setting is named { $name }; `newsprint config default` shows them all
fault-no-setting-near = no setting is named { $name }; did you mean { $near }?
fault-twice = { $name } has { $value } in it twice; leave one of them out
fault-no-width = { $name } has “{ $value }” in it; { $column } takes no width here
fault-width = { $name } has “{ $value }” in it; a width is a number from { $least } to { $most }
fault-no-title = { $name } has no title in it; put "title" where it is to stand
fault-keys = { $name } is { $kind }; it must be a text in quotation marks, or a table: [keys]
fault-keys-table = { $name } is a table of keys: [keys.{ $name }]
fault-key = “{ $name }” is { $kind }; it must be a text in quotation marks: a command, or "" for none
fault-misplaced = { $name }: this belongs above [keys]
fault-theme = a theme has no “{ $value }”; it has for, like, grounds and the table [roles]
fault-theme-auto = no theme can be named auto; give the file another name
fault-roles = roles is a table: [roles]
fault-no-role = no role is named “{ $value }”; there are { $allowed }
# $example: how it is written
fault-role-table = { $name } is a table: { $example }
fault-role-part = { $name } is none of text, ground and style
fault-no-colour = { $name } is “{ $value }”; it must be a colour such as #1c1c1c
fault-no-own-colour = { $name } is “{ $value }”; it must be a colour such as #1c1c1c, or one of the terminal's own: { $allowed }, or one of them with bright- before it
fault-pattern = the pattern { $value } can't be read: { $reason }; it must be a regular expression such as '^Advert'
fault-selector = the selector { $value } can't be read; it must be one of CSS such as div.share > a
fault-rule-zone = no time zone is named { $value }; one is Europe/Paris
fault-date-format = the date format { $value } can't be read; it must be one of strftime such as %d/%m/%Y - %H:%M
fault-parameter = “{ $value }” names no parameter; one is fbclid, many are utm_*
fault-no-id = an entry without a name; one is id = "rfi"
fault-no-hosts = { $value } is no known entry, and no hosts are given; such are hosts = ["rfi.fr"], or ["*"] for every one
fault-host-taken = { $value } is of the entry { $entry }; write id = "{ $entry }" to add to that, or with replace = true to replace it
fault-no-rules = the rules { $path } are not there; see to rules in config.toml
fault-unreadable = { $path } can't be read: { $reason }; check its permissions
fault-no-file = { $path } is not a file and was not read; put a plain file there
# $header: how a table begins; $other: what has it; $most: characters
fault-not-tables = { $name } is a table for each: { $header }
fault-lacking = { $header } has no { $name }; it needs { $allowed }
fault-above = { $name }: this belongs above { $header }
fault-no-field = { $header } has no { $name }; it can have { $allowed }
fault-length = { $name } has { $count } characters; it has 1 to { $most }
fault-letter-taken = { $name } is “{ $value }”, which does something in every menu; take another letter
fault-no-letter = { $name } is “{ $value }”; it must be one letter or digit
fault-letter-twice = the letter { $value } is that of { $other } already
fault-name-twice = the name “{ $value }” is that of another command already
fault-no-placeholder = { $name } has { $value }; there are { $allowed }
fault-no-link = { $name } gives no link; it begins with https:// or mailto:
fault-stays = { $name } stays as it is; { $other } has its own
fault-template = { $name } can't be read: { $reason }
fault-not-archives = archives is { $kind }; it must be a list: ["…", "…"], or a table: [archives]
fault-archive-name = an archive has a name that can be shown on a line
fault-archive-empty = { $name } has no folder; name one, or take it out
kind-text = a text
kind-number = a number
kind-switch = true or false
kind-date = a date
kind-list = a list
kind-table = a table

## Of keys
# $line: of config.toml; $keys: as they are written; $place: keys-in-list or keys-in-page

keys-in-list = the list
keys-in-page = the page
keys-no-command = config.toml:{ $line }: no command is named "{ $name }"; `newsprint keys` lists them all
keys-no-command-near = config.toml:{ $line }: no command is named "{ $name }"; did you mean { $near }?
keys-no-key = config.toml:{ $line }: "{ $keys }" is no key; keys are written as j, gg, C-d, A-x, Space, F1
keys-twice = config.toml:{ $line }: "{ $keys }" is bound to both { $first } and { $second } in { $place }; { $second } has it
keys-hides = config.toml:{ $line }: "{ $keys }" does { $command } at once in { $place }; { $hidden } can't be reached behind it
keys-not-bound = config.toml:{ $line }: "{ $keys }" does nothing in { $place } that could be taken away
keys-same-as = config.toml:{ $line }: terminals send the same for "{ $keys }" and "{ $same }"; bind "{ $same }"
keys-count = config.toml:{ $line }: "{ $keys }" is never seen: digits before a command are its count
keys-gives-up = config.toml:{ $line }: "{ $keys }" is never seen: Esc gives up what was begun
keys-may-not-arrive = config.toml:{ $line }: "{ $keys }" may not arrive: some terminals stop and start the output with C-s and C-q, end programs with C-\, and send C-j for Enter
keys-begins-others = config.toml:{ $line }: "{ $keys }" never arrives: terminals begin arrows and function keys with the same; bind another
keys-no-way-out = config.toml:{ $line }: no key is left for quit or palette in { $place }; C-c quits

## Of the marks' store
# $path: the file or the folder; $reason: what the system says

store-folder = can't make the folder { $path } for the marks: { $reason }; make it yourself, or set XDG_DATA_HOME to a folder you may write to
store-file = can't open the marks file { $path }: { $reason }; check who may read and write it
store-not-ours = { $path } is not a marks file of newsprint; it was left as it is. Move it away to have marks saved
store-damaged = the marks file { $path } is damaged ({ $reason }); it was left as it is. Start newsprint: it sets the file aside and takes the newest sound copy
store-read-only = marks can't be saved: { $path } is open for reading only; check who may write to it
store-newer = marks can't be saved: { $path } is of a newer newsprint; start that one to change them
store-moved = the marks file { $path } was moved or deleted while newsprint ran; marks will be saved when it is opened again
store-full = no room on the disk to save marks in { $path }; free some, and they are saved
store-disk = the disk does not take marks for { $path } ({ $reason }); your quota may be used up, or the disk may be failing or no longer open for writing. They are saved as soon as it does
store-busy = another program is using the marks file { $path }; marks are saved when it is done
store-backup = can't write { $path }, the copy of the marks that is made before they are brought to a new form: { $reason }; they were left as they are. Make room there, and start again
store-daily-copy = can't write { $path }, the copy of the marks of this day: { $reason }; the marks themselves are as they were
store-database = the marks in { $path } can't be used: { $reason }; start newsprint again, and if it stays so, check the disk

## Of the cache: the index and the list that is kept of the folder

index-missing = there is no index in { $folder }; `newsprint index` builds one
index-other-version = the index in { $folder } was made by another version of newsprint; `newsprint index --rebuild` builds it anew
index-damaged = the index in { $folder } is damaged ({ $reason }); `newsprint index --rebuild` builds it anew
index-replaced = another newsprint has made the index in { $folder } anew; start this one again to use it
index-busy = another newsprint is writing to the index in { $folder }; it will be complete when that one is done
index-full = no room on the disk for the index in { $folder }; free some, then start `newsprint index` again
index-io = can't use the index in { $folder }: { $reason }; check who may read and write it
index-failed = can't use the index in { $folder } ({ $reason }); start newsprint again, and if it stays so, `newsprint index --rebuild` builds it anew
catalogue-missing = there is no catalogue in { $path } yet; it must be made when the folder is read
catalogue-outdated = the catalogue in { $path } was made by another version or under other rules; it must be made anew
catalogue-damaged = the catalogue file { $path } is damaged; the catalogue is made anew
catalogue-damaged-row = a row of the catalogue is damaged; the catalogue is made anew
catalogue-full = there are too many files for one catalogue; open fewer folders at once
catalogue-file = can't use { $path }: { $reason }; check the folder and the room on its disk, the list works without
cache-folder = can't use the cache folder { $folder } ({ $reason }); check who may write to it, the list works without, only slower
cache-lost = the cache folder { $folder } was removed while newsprint was using it; what is kept there is made anew
cache-lost-again = the cache folder { $folder } was removed once more; the list works on without, only slower

## What the system says of a failure, where a reason stands

system-not-found = there is no such file
system-denied = permission denied
system-full = no space is left
system-read-only = it is read-only
system-no-folder = it is no folder
system-is-folder = it is a folder
system-exists = it is there already
system-interrupted = interrupted
system-timed-out = it took too long
