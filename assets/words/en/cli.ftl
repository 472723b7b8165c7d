# The command line.

cli-about = A news reader for the terminal. It opens a folder of saved articles and never writes to it.
cli-after = Without a folder, the archive that was open last opens again: where the settings name archives, one of those. At a first start it is the first of the settings, or the guide. `newsprint config path` tells where the settings are.
cli-fresh = Start plain: not in the archive, the search and the place of last time, which are kept for the next start
cli-private = Keep nothing of this session: no marks, no index, no searches, no log; what was kept before is read
cli-folders = Folders or files of saved articles, or names of archives in the settings; several are opened as one
cli-archive = Folder of articles, or name of an archive in the settings; can be given more than once
cli-query = Words of a query, as the search prompt takes them; several are one query
cli-query-faulty = the query is not understood:
cli-list = List the articles of an archive, or those that a query finds, newest first
cli-list-sort = Order: date, title, source, length or relevance; with a minus before it the other way round
cli-list-limit = Write no more than so many
cli-list-count = Write only how many there are
cli-list-format = How to write the list
cli-index = Index an archive, so that every word in it is found at once
cli-index-rebuild = Make the index anew
cli-index-status-flag = Say how far the index is, and make nothing
# $done of $total articles; $size on the disk, in $folder
cli-index-status = { $done-shown } of { $total-shown } articles are indexed; { $size } in { $folder }
# $new articles were indexed in $seconds
cli-index-done = { $new-shown } articles indexed in { $seconds-shown } s; { $done-shown } of { $total-shown } in all, { $size }
size-kilobytes = { $count-shown } KB
size-megabytes = { $count-shown } MB
cli-index-busy = another newsprint is indexing this archive; wait for it, or ask with --status how far it is
cli-index-guide = the guide needs no index
cli-check = Say of every file in which something is odd what it is, where, and how it was read
cli-check-format = How to write it
cli-star = Star all articles that a query finds
cli-star-off = Take their stars away instead
cli-mark-read = Mark all articles that a query finds as read
cli-mark-read-off = Mark them as unread instead
cli-tag = Give tags to all articles that a query finds, and take tags away
cli-tag-after = The tags stand after the query: they begin at the first word with a plus sign, or where there is none, after the last word without a minus sign.
cli-marks = Write all marks to a file, or merge those of a file
cli-marks-export = Write all marks and saved searches as JSON lines
cli-marks-export-file = File to write; without one, the output
cli-marks-import = Merge marks and saved searches from JSON lines; of each mark the newer change stays
cli-marks-import-file = File to read; without one, the input
cli-show = Show articles as text
cli-show-files = Files of saved articles
cli-show-width = Columns of a line
cli-show-format = How to write the article; JSON is one document a file
cli-show-characters = Characters of Chinese text; JSON has those that were written
cli-show-why = Say instead which site rule dropped or recognised what; with JSON, besides the article
cli-guide = Open the guide
cli-keys = List every command with its keys, and say what is wrong with those in the settings
cli-keys-format = How to write them
cli-paths = Show where settings, rules, marks and logs are
cli-config = Tell where the settings are, what they are by themselves, or what is wrong with yours
cli-config-path = Write where config.toml is
cli-config-default = Write the file of all settings with their defaults, each explained
cli-config-check = Check config.toml with its rules, themes, keys and archives; the exit code is 1 where something is wrong
cli-completions = Write what completes the arguments in a shell
cli-completions-shell = The shell
cli-man = Write the manual page; newsprint man | man -l - shows it
cli-set = For this run, a setting as config.toml would have it, such as measure=66; can be given more than once
cli-theme = For this run, the theme
cli-colours = For this run, how many colours: true, 256, 16 or none
cli-language = For this run, the language: en, zh-Hans or zh-Hant
config-sound = nothing is wrong
# $name: of an archive; $fault: what is wrong with its folder
config-archive = config.toml: archives: { $name }: { $fault }
# $name: of an archive that a command has as well
config-archive-hidden = config.toml: archives: { $name } is a command; as an archive it can be opened with ga alone

# The columns of the list of keys.
keys-command = command
keys-list = in the list
keys-page = in the page
keys-what = what it does

list-binary = { $path }: holds no text; left out
list-unreadable = { $path }: can't be read: { $error }; left out, check its permissions

# What follows the path in a list of what is odd.
check-binary = holds no text; not read
check-unreadable = can't be read: { $error }
check-summary = { $files ->
    [one] 1 file looked at
   *[other] { $files-shown } files looked at
}, { $odd ->
    [0] none of them odd
   *[other] { $odd-shown } of them odd
}, { $unread-shown } not read

# $name: what was asked for; $near: a name that is there
unknown-source = no outlet here is called “{ $name }”
unknown-source-near = no outlet here is called “{ $name }”; do you mean { $near }?
unknown-tag = no article here bears the tag “{ $name }”
unknown-tag-near = no article here bears the tag “{ $name }”; do you mean { $near }?
unknown-lang = no article here is in the language “{ $name }”

mark-no-query = that asks for no article in particular; `is:unread` and `is:read` find every one
mark-read = { $changed ->
    [one] 1 article marked as read
   *[other] { $changed-shown } articles marked as read
}, { $already-shown } already were
mark-unread = { $changed ->
    [one] 1 article marked as unread
   *[other] { $changed-shown } articles marked as unread
}, { $already-shown } already were
mark-starred = { $changed ->
    [one] 1 article starred
   *[other] { $changed-shown } articles starred
}, { $already-shown } already were
mark-unstarred = { $changed ->
    [one] 1 star taken away
   *[other] { $changed-shown } stars taken away
}, { $already-shown } had none

mark-tagged = { $changed ->
    [one] the tags of 1 article changed
   *[other] the tags of { $changed-shown } articles changed
}, { $already-shown } were so already
mark-no-tag = name a tag after the query: +war gives it, -war takes it away
mark-not-a-tag = “{ $word }” is no tag: +war gives one, -war takes it away

marks-exported = { $count ->
    [one] 1 article written
   *[other] { $count-shown } articles written
}
marks-exporting = { $count-shown } articles written…
marks-importing = { $count-shown } articles read…
marks-imported = { $read ->
    [one] 1 article read
   *[other] { $read-shown } articles read
}, { $changed-shown } changed here{ $faulty ->
    [0] .
    [one] ; 1 line was no article and was passed over.
   *[other] ; { $faulty-shown } lines were no articles and were passed over.
}
marks-unknown-key = “{ $key }” is not known to this version and is left out
searches-exported = { $count ->
    [one] 1 saved search written
   *[other] { $count-shown } saved searches written
}
searches-imported = { $read ->
    [one] 1 saved search read
   *[other] { $read-shown } saved searches read
}, { $changed-shown } changed here.
marks-bad-line = line { $line }: can't be read: { $reason }; passed over
marks-not-written = can't write “{ $path }”: { $reason }; name another file
marks-not-read = can't read “{ $path }”: { $reason }; check the name

# What the site rules made of an article.
why-entries = rules
why-entry = { $entry } ({ $place })
why-entry-built-in = { $entry } (built in)
why-dropped = Dropped
why-applied = Recognised
why-refused = Not applied, as too much would be gone
why-nothing = No rule dropped or recognised anything.
why-rule = { $what } · { $entry }, { $place }
why-rule-built-in = { $what } · { $entry }, built in, { $place }
# $total: words of the article; $before: words that other rules have dropped
why-too-greedy = { $words ->
    [one] 1 word
   *[other] { $words-shown } words
} of { $total-shown }
why-too-greedy-after = { $words ->
    [one] 1 word
   *[other] { $words-shown } words
} of { $total-shown }, after { $before-shown } dropped by other rules
why-words = { $words ->
    [one] 1 word
   *[other] { $words-shown } words
}
why-words-of = { $words ->
    [one] 1 word
   *[other] { $words-shown } words
}: { $text }
why-times = { $times ->
    [one] once
   *[other] { $times-shown } times
}
why-times-first = { $times ->
    [one] once
   *[other] { $times-shown } times
}: { $text }

paths-settings = settings
paths-rules = rules
paths-marks = marks
paths-cache = cache
paths-log = log

# $count: changes of read marks, stars and places
marks-lost = { $count ->
    [one] 1 change of your marks could not be saved; the log says why.
   *[other] { $count-shown } changes of your marks could not be saved; the log says why.
}

# The parts of the help.
cli-usage = Usage:
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-help = Show this help
cli-version = Show the version
# $default: what holds where nothing is given; $values: what can be given
cli-default = [default: { $default }]
cli-values = [possible values: { $values }]

# The manual page.
man-name = Name
man-synopsis = Synopsis
man-description = Description
man-about = newsprint opens a folder of saved articles, one a file, and sets them as in a good book. Every word in them is found while one types; read marks, stars, tags and the place in each article are kept apart from the folder, which is never written to. In the program, ? shows the keys, : finds every command, and the guide teaches both.
man-files = Files
man-file-settings = The settings. newsprint config default writes them all, each explained; what has changed in the file takes effect at once.
man-file-rules = Site rules of your own.
man-file-themes = Themes of your own.
man-file-marks = Read marks, stars, tags and places: precious.
man-file-cache = The list and the index; they can be made again.
man-file-state = Logs, earlier searches, and where you were.
man-environment = Environment
# $variable: of the setting theme
man-variables = Every setting has a variable, its name in capitals: { $variable } is the setting theme. It lies over config.toml, and what the command line says over both. XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME and XDG_STATE_HOME move the files.
man-no-color = Where it is set, nothing has colours.
man-browser = The browser; %s in it stands for the link.
man-exit = Exit codes
man-exit-well = All went well.
man-exit-partly = Something could not be read or done, or a check has found faults.
man-exit-usage = What was given on the command line can’t be used.
