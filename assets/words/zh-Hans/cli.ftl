# 命令行。

cli-about = 终端里的新闻阅读器。它打开一个存着文章的文件夹，从不改动其中的文件。
cli-after = 不写文件夹时，打开上次的文库；设置里起了名的，只在那些里挑。第一次打开设置里的第一个，没有就打开指南。`newsprint config path` 说明设置在哪里。
cli-fresh = 从头开始：不回到上次的文件夹、搜索和位置；那些留给下一次
cli-private = 这一次什么都不留：标记、索引、搜索记录和日志都不写；以前留下的照常读取
cli-folders = 存着文章的文件夹或文件，或设置里文库的名字；写几个就合在一起打开
cli-archive = 文章所在的文件夹，或设置里文库的名字；可以写多次
cli-query = 搜索的词，写法与搜索框里一样；几个词合为一个搜索
cli-query-faulty = 看不懂这个搜索：
cli-list = 列出文库里的文章，或搜索到的文章，从新到旧
cli-list-sort = 次序：date、title、source、length 或 relevance；前面加减号则倒过来
cli-list-limit = 最多写出几篇
cli-list-count = 只写出篇数
cli-list-format = 目录的格式
cli-index = 为文库建立索引，每个词一搜即得
cli-index-rebuild = 重新建立索引
cli-index-status-flag = 只说索引建到哪里，不动手
# $total 篇中的 $done 篇；在 $folder 里占 $size
cli-index-status = { $total-shown } 篇中已索引 { $done-shown } 篇；占 { $size }，在 { $folder }
# 用 $seconds 秒索引了 $new 篇
cli-index-done = 用 { $seconds-shown } 秒索引了 { $new-shown } 篇；共 { $total-shown } 篇中已有 { $done-shown } 篇，占 { $size }
size-kilobytes = { $count-shown } KB
size-megabytes = { $count-shown } MB
cli-index-busy = 另一个 newsprint 正在索引这个文库；请等它做完，或用 --status 看它做到哪里
cli-index-guide = 指南不需要索引
cli-check = 逐个说明有异样的文件：是什么、在哪里、怎样读的
cli-check-format = 输出的格式
cli-star = 给搜索到的文章加星
cli-star-off = 改为去掉星标
cli-mark-read = 把搜索到的文章标为已读
cli-mark-read-off = 改为标为未读
cli-tag = 给搜索到的文章加标签、去标签
cli-tag-after = 标签写在搜索之后：从第一个带加号的词开始；没有加号时，从最后一个不带减号的词之后开始。
cli-marks = 把全部标记写进文件，或并入一个文件里的标记
cli-marks-export = 把全部标记和存下的搜索写成 JSON 行
cli-marks-export-file = 要写的文件；不写则输出到屏幕
cli-marks-import = 从 JSON 行并入标记和存下的搜索；每个标记以后改的为准
cli-marks-import-file = 要读的文件；不写则从输入读取
cli-show = 把文章显示为文字
cli-show-files = 文章的文件
cli-show-width = 每行的列数
cli-show-format = 文章的格式；JSON 为每个文件一份
cli-show-characters = 中文用哪种字；JSON 里总是原文
cli-show-why = 改为说明哪条网站规则略去或识别了什么；用 JSON 时与文章一同写出
cli-guide = 打开指南
cli-keys = 列出每个命令和它的键，并说明设置里的键哪里不对
cli-keys-format = 用什么格式写出
cli-paths = 说明设置、规则、标记和日志在哪里
cli-config = 说明设置在哪里、原本是什么，或您写的哪里不对
cli-config-path = 写出 config.toml 的位置
cli-config-default = 写出全部设置的默认值，逐项说明
cli-config-check = 检查 config.toml 以及规则、主题、键和文库；有错时退出码为 1
cli-completions = 写出 shell 的补全脚本
cli-completions-shell = 哪一种 shell
cli-man = 写出手册页；用 newsprint man | man -l - 查看
cli-set = 只在这一次：一项设置，写法如 measure=66；可以写多次
cli-theme = 只在这一次：主题
cli-colours = 只在这一次：颜色数，true、256、16 或 none
cli-language = 只在这一次：语言，en、zh-Hans 或 zh-Hant
config-sound = 没有不对的地方
# $name：文库的名字；$fault：文件夹哪里不对
config-archive = config.toml：archives：{ $name }：{ $fault }
# $name：文库的名字，也是命令的名字
config-archive-hidden = config.toml：archives：{ $name } 是命令的名字；这个文库只能用 ga 打开
# The columns of the list of keys.
keys-command = 命令
keys-list = 目录里
keys-page = 页面里
keys-what = 做什么

list-binary = { $path }：不是文字，已略过
list-unreadable = { $path }：无法读取：{ $error }；已略过，请检查权限

# 逐个说明异样时，写在路径之后。
check-binary = 不是文字，没有读
check-unreadable = 无法读取：{ $error }
check-summary = 看了 { $files-shown } 个文件，{ $odd ->
    [0] 都没有异样
   *[other] 其中 { $odd-shown } 个有异样
}，{ $unread-shown } 个没有读

# $name：所问的名字；$near：这里有的、相近的
unknown-source = 这里没有叫“{ $name }”的媒体
unknown-source-near = 这里没有叫“{ $name }”的媒体；是不是 { $near }？
unknown-tag = 这里没有文章带标签“{ $name }”
unknown-tag-near = 这里没有文章带标签“{ $name }”；是不是 { $near }？
unknown-lang = 这里没有语言是“{ $name }”的文章

mark-no-query = 这样没有指明任何文章；要全部文章，写 `is:unread` 和 `is:read`
mark-read = { $changed-shown } 篇标为已读，{ $already-shown } 篇原已如此
mark-unread = { $changed-shown } 篇标为未读，{ $already-shown } 篇原已如此
mark-starred = { $changed-shown } 篇已加星，{ $already-shown } 篇原已如此
mark-unstarred = { $changed-shown } 篇去掉了星标，{ $already-shown } 篇本来没有

mark-tagged = { $changed-shown } 篇的标签有改动，{ $already-shown } 篇原已如此
mark-no-tag = 请在搜索之后写标签：+战争 加上，-战争 去掉
mark-not-a-tag = “{ $word }”不是标签：+战争 加上，-战争 去掉

marks-exported = 写出 { $count-shown } 篇
marks-exporting = 已写出 { $count-shown } 篇…
marks-importing = 已读入 { $count-shown } 篇…
marks-imported = 读入 { $read-shown } 篇，这里改动了 { $changed-shown } 篇{ $faulty ->
    [0] 。
   *[other] ；有 { $faulty-shown } 行不是文章，已略过。
}
marks-unknown-key = 这个版本不认得“{ $key }”，已略去
searches-exported = 写出存下的搜索 { $count-shown } 个
searches-imported = 读入存下的搜索 { $read-shown } 个，这里改动了 { $changed-shown } 个。
marks-bad-line = 第 { $line } 行：无法读取：{ $reason }；已略过
marks-not-written = 写不了“{ $path }”：{ $reason }；请换一个文件
marks-not-read = 读不了“{ $path }”：{ $reason }；请查看名称

# 网站规则做了什么。
why-entries = 规则
why-entry = { $entry }（{ $place }）
why-entry-built-in = { $entry }（内置）
why-dropped = 略去
why-applied = 识别
why-refused = 没有执行，否则删去太多
why-nothing = 没有规则略去或识别任何东西。
why-rule = { $what } · { $entry }，{ $place }
why-rule-built-in = { $what } · { $entry }，内置，{ $place }
# $total：文章的词数；$before：别的规则已略去的词数
why-too-greedy = { $total-shown } 词中的 { $words-shown } 词
why-too-greedy-after = { $total-shown } 词中的 { $words-shown } 词，此前别的规则已略去 { $before-shown } 词
why-words = { $words-shown } 词
why-words-of = { $words-shown } 词：{ $text }
why-times = { $times-shown } 次
why-times-first = { $times-shown } 次：{ $text }

paths-settings = 设置
paths-rules = 规则
paths-marks = 标记
paths-cache = 缓存
paths-log = 日志

# $count：已读、星标、位置的改动数
marks-lost = 有 { $count-shown } 处标记的改动没能保存；原因见日志。

# 帮助的各个部分。
cli-usage = 用法：
cli-commands = 命令
cli-arguments = 参数
cli-options = 选项
cli-help = 显示帮助
cli-version = 显示版本
# $default：不写时的值；$values：可以写的值
cli-default = [默认：{ $default }]
cli-values = [可用：{ $values }]

# 手册页。
man-name = 名称
man-synopsis = 用法
man-description = 说明
man-about = newsprint 打开一个存着文章的文件夹，一个文件一篇，像一本好书那样排版。每个词边打边找；已读、星标、标签和每篇的位置存在别处，从不改动这个文件夹。在程序里，? 列出按键，: 查找命令，指南教您使用。
man-files = 文件
man-file-settings = 设置。newsprint config default 写出全部设置，逐项说明；文件一改，马上生效。
man-file-rules = 您自己的网站规则。
man-file-themes = 您自己的主题。
man-file-marks = 已读、星标、标签和位置：请好好保存。
man-file-cache = 目录和索引，可以重新建立。
man-file-state = 日志、以前的搜索、上次的位置。
man-environment = 环境变量
# $variable：设置 theme 的变量
man-variables = 每项设置都有一个变量，名字大写：{ $variable } 就是设置 theme。它盖过 config.toml，命令行又盖过它。XDG_CONFIG_HOME、XDG_DATA_HOME、XDG_CACHE_HOME 和 XDG_STATE_HOME 可以改变文件的位置。
man-no-color = 设了它，就不用颜色。
man-browser = 浏览器；其中的 %s 代表链接。
man-exit = 退出码
man-exit-well = 一切顺利。
man-exit-partly = 有些内容没能读出或做到，或者检查发现了错误。
man-exit-usage = 命令行上写的用不了。
