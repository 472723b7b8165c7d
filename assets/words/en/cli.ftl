# The command line.

cli-about = A news reader for the terminal. It opens a folder of saved articles and never writes to it.
cli-after = Without a folder, those in the settings open; without settings, the guide. `newsprint paths` shows where the settings are.
cli-folders = Folders or files of saved articles
cli-archive = Folder of articles; can be given more than once
cli-list = List the articles of an archive, newest first
cli-list-format = How to write the list
cli-show = Show articles as text
cli-show-files = Files of saved articles
cli-show-width = Columns of a line
cli-show-format = How to write the article; JSON is one document a file
cli-show-characters = Characters of Chinese text; JSON has those that were written
cli-show-why = Say instead which site rule dropped or recognised what; with JSON, besides the article
cli-guide = Open the guide
cli-paths = Show where settings, rules, marks and logs are

list-binary = { $path }: holds no text; left out
list-unreadable = { $path }: can't be read: { $error }

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
