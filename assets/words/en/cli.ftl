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
cli-guide = Open the guide
cli-paths = Show where settings, rules, marks and logs are

list-binary = { $path }: holds no text; left out
list-unreadable = { $path }: can't be read: { $error }

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
