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

## Of the terminal and of the places of files

terminal-none = the output is not a terminal; to use newsprint in a pipe, try `newsprint list` or `newsprint show`
terminal-no-input = no terminal to read keys from ({ $reason }); start newsprint from a terminal
terminal-mode = the terminal could not be set up to read single keys ({ $reason }); try another terminal
terminal-program = could not start { $program } ({ $reason }); check that it is installed
no-home = no home folder is known; set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME and XDG_STATE_HOME
