# 文件的异样，以及出错的地方。

## 文章

odd-encoding = 不是 UTF-8，按 { $encoding } 读取
odd-encoding-guessed = 不是 UTF-8，按 { $encoding } 读取，只是猜测
odd-byte-order-mark = 文字前有字节顺序标记，已略去
odd-carriage-returns = 行末是 CR，当作换行读取
odd-control-characters = 有控制字符，已略去
odd-empty = 文件是空的
odd-bad-bytes = 有不成文字的字节，显示为 �
odd-nul = 文字里有 NUL 字节，已略去
odd-no-stamp = 没有时间戳：以媒体或文件的日期为准
odd-stamp-in-seconds = 时间戳以秒计，不是毫秒
odd-absurd-stamp = 时间戳不成其为时间：{ $stamp }
# $element：标题所在的 HTML 元素
odd-title-of-element = 没有标题，取自 { $element }
odd-title-of-words = 没有标题，取自开头的几个词
odd-title-of-file = 没有标题，取自文件名
odd-title-line = 标题行里的括号不成对，或有两种读法
odd-long-title = 标题过长，已截短
odd-link-without-scheme = 链接没有协议，当作 https
odd-raw-link = 链接里有空格或未编码的字符
odd-unusable-link = 链接不是 http 或 https：{ $link }
odd-no-link = 没有链接
odd-dashes = 六个短横的那一行缺失，或长短不对
odd-blank-before = 开头有空行
odd-second-stamp = 有第二个时间戳，以第一个为准
odd-order = 时间戳不在最前面
odd-no-body = 没有正文
odd-plain-body = 正文是纯文本
odd-cut-bytes = 文章被截断：超过 { $megabytes } MB
odd-cut-stops = 文章被截断：标签、实体和行太多
odd-cut-nodes = 文章被截断：元素太多
odd-cut-depth = 文章被截断：元素嵌套太深
odd-cut-attributes = 文章被截断：标签的属性太多
odd-too-long-for-rules = 太长，没有套用网站规则，只找了日期
# $what：规则略去什么；$site：所在的条目；$place：文件和行
# 会略去 $total 词中的 $words 词，此前别的规则已略去 $before 词
odd-rule-too-greedy = { $site } 的规则“{ $what }”（{ $place }）会略去 { $total } 词中的 { $words } 词，没有执行
odd-rule-too-greedy-after = { $site } 的规则“{ $what }”（{ $place }）会略去 { $total } 词中的 { $words } 词，此前别的规则已略去 { $before } 词，没有执行

## 文库
# $path：所写的名字；$reason：系统的说法

archive-missing = 没有“{ $path }”这个文件夹或文件；请核对名字
archive-forbidden = 无权读取“{ $path }”（{ $reason }）；请检查权限
archive-neither = “{ $path }”既不是文件夹也不是文件；请写一个存着文章的文件夹
archive-is-folder = “{ $path }”是文件夹；其中的文章可用 `newsprint list --archive` 列出
archive-binary = “{ $path }”不是文字；请写一篇存下的文章
archive-unreadable = 无法读取“{ $path }”（{ $reason }）；按 `R` 重新查看文件夹
page-hangs = “{ $path }”迟迟读不出来：它所在的磁盘或网络没有回应。其他文章可以照常阅读；请稍后再回到这一篇

## 终端，以及文件的位置

terminal-none = 输出的不是终端；在管道里请用 `newsprint list` 或 `newsprint show`
terminal-no-input = 没有可以读取按键的终端（{ $reason }）；请在终端里启动 newsprint
terminal-mode = 终端无法设为逐键读取（{ $reason }）；请换一个终端
terminal-program = 无法启动 { $program }（{ $reason }）；请确认已经安装
no-home = 找不到主目录；请设置 HOME，或 XDG_CONFIG_HOME、XDG_DATA_HOME、XDG_CACHE_HOME 和 XDG_STATE_HOME

## 设置、主题和规则的文件
# $name：设置的名称；$value：所写的；$allowed：可写的；$kind：文字、数字……

# $what：下面各条之一
fault-place = { $place }：{ $what }
# $what：TOML 的说法
fault-toml = TOML 写法有误（{ $what }）；应写成 名称 = "文字"、名称 = 72 或 名称 = true
fault-toml-twice = 这个名称在文件里出现了两次；请去掉一处
fault-not-text = { $name } 写成了{ $kind }；应是引号里的文字
fault-not-list = { $name } 写成了{ $kind }；应是列表：["…", "…"]
fault-empty-path = { $name } 里有空的路径；没有路径时写空列表：[]
fault-not-among = { $name } 写成了“{ $value }”；可以是 { $allowed }
fault-not-among-near = { $name } 写成了“{ $value }”；是不是 { $near }？可以是 { $allowed }
fault-not-in = { $name } 里写了“{ $value }”；可以有 { $allowed }
fault-no-host = { $name } 写成了“{ $value }”；应是主机名，如 mastodon.example，也可以留空
fault-no-digits = { $name } 没有数字；应是 { $least } 到 { $most } 的数字
fault-out-of-range = { $name } 写成了 { $value }；应是 { $least } 到 { $most } 的数字
fault-not-number = { $name } 写成了{ $kind }；应是 { $least } 到 { $most } 的数字
fault-not-switch = { $name } 写成了{ $kind }；应是 true 或 false
fault-no-order = { $name } 写成了“{ $value }”；可以是 date、title、source、length 或 relevance，前面可加 -
fault-no-zone = { $name } 写成了“{ $value }”；应是时区名，如 Asia/Taipei
fault-no-setting = 没有叫 { $name } 的设置；newsprint config default 列出全部
fault-no-setting-near = 没有叫 { $name } 的设置；是不是 { $near }？
fault-twice = { $name } 里 { $value } 写了两次；请去掉一个
fault-no-width = { $name } 里写了“{ $value }”；{ $column } 在这里不能指定宽度
fault-width = { $name } 里写了“{ $value }”；宽度应是 { $least } 到 { $most } 的数字
fault-no-title = { $name } 里没有标题；请在标题该在的位置写上 "title"
fault-keys = { $name } 写成了{ $kind }；应是引号里的文字，或者表：[keys]
fault-keys-table = { $name } 应是一个表：[keys.{ $name }]
fault-key = “{ $name }”写成了{ $kind }；应是引号里的命令名，不要命令时写 ""
fault-misplaced = { $name }：这一行应写在 [keys] 上面
fault-theme = 主题里没有“{ $value }”；可以有 for、like、grounds 和表 [roles]
fault-theme-auto = 主题不能叫 auto；请给文件换个名称
fault-roles = roles 应是一个表：[roles]
fault-no-role = 没有叫“{ $value }”的角色；角色有 { $allowed }
# $example：写法
fault-role-table = { $name } 应是一个表：{ $example }
fault-role-part = { $name } 不是 text、ground 或 style
fault-no-colour = { $name } 写成了“{ $value }”；应是颜色，如 #1c1c1c
fault-no-own-colour = { $name } 写成了“{ $value }”；应是颜色，如 #1c1c1c，或者终端自己的颜色：{ $allowed }，前面可加 bright-
fault-pattern = 模式 { $value } 读不懂（{ $reason }）；应是正则表达式，如 '^Advert'
fault-selector = 选择器 { $value } 读不懂；应是 CSS 选择器，如 div.share > a
fault-rule-zone = 没有叫 { $value } 的时区；例如 Europe/Paris
fault-date-format = 日期格式 { $value } 读不懂；应是 strftime 的格式，如 %d/%m/%Y - %H:%M
fault-parameter = “{ $value }”不是参数名；例如 fbclid，多个可写 utm_*
fault-no-id = 条目没有名称；例如 id = "rfi"
fault-no-hosts = { $value } 不是已知的条目，又没有写主机；例如 hosts = ["rfi.fr"]，所有主机写 ["*"]
fault-host-taken = { $value } 属于条目 { $entry }；要补充它，写 id = "{ $entry }"；要取代它，再加 replace = true
fault-no-rules = 没有规则文件 { $path }；请检查 config.toml 里的 rules
fault-unreadable = 无法读取 { $path }：{ $reason }；请检查权限
fault-no-file = { $path } 不是文件，没有读取；请放一个普通文件
# $header：表的开头；$other：已经用它的；$most：字符数
fault-not-tables = { $name } 要一项一个表：{ $header }
fault-lacking = { $header } 缺少 { $name }；必须有 { $allowed }
fault-above = { $name }：应当写在 { $header } 之前
fault-no-field = { $header } 没有 { $name } 这一项；可以有 { $allowed }
fault-length = { $name } 有 { $count } 个字符；应为 1 到 { $most } 个
fault-letter-taken = { $name } 是“{ $value }”，这个字母在每个菜单里都另有用处；请换一个
fault-no-letter = { $name } 是“{ $value }”；应为一个字母或数字
fault-letter-twice = 字母 { $value } 已归 { $other }
fault-name-twice = 另一条命令已经叫“{ $value }”
fault-no-placeholder = { $name } 里有 { $value }；可用的是 { $allowed }
fault-no-link = { $name } 得不出链接；应以 https:// 或 mailto: 开头
fault-stays = { $name } 不能改；{ $other } 自有一个
fault-template = { $name } 读不懂：{ $reason }
fault-not-archives = archives 是{ $kind }；应为列表：["…", "…"]，或者表：[archives]
fault-archive-name = 文库的名称要能写在一行里
fault-archive-empty = { $name } 没有文件夹；写上一个，或者去掉它
kind-text = 文字
kind-number = 数字
kind-switch = true 或 false
kind-date = 日期
kind-list = 列表
kind-table = 表

## 按键
# $line：config.toml 的行；$keys：所写的按键；$place：keys-in-list 或 keys-in-page

keys-in-list = 目录
keys-in-page = 页面
keys-no-command = config.toml:{ $line }：没有叫 "{ $name }" 的命令；`newsprint keys` 列出全部命令
keys-no-command-near = config.toml:{ $line }：没有叫 "{ $name }" 的命令；是不是 { $near }？
keys-no-key = config.toml:{ $line }："{ $keys }" 不是按键；按键写成 j、gg、C-d、A-x、Space、F1
keys-twice = config.toml:{ $line }："{ $keys }" 在{ $place }里同时给了 { $first } 和 { $second }；以 { $second } 为准
keys-hides = config.toml:{ $line }："{ $keys }" 在{ $place }里立即执行 { $command }，后面的 { $hidden } 就按不到了
keys-not-bound = config.toml:{ $line }："{ $keys }" 在{ $place }里本来就没有作用，无须去掉
keys-same-as = config.toml:{ $line }：终端分不清 "{ $keys }" 和 "{ $same }"；请改用 "{ $same }"
keys-count = config.toml:{ $line }："{ $keys }" 按不到：命令前的数字是次数
keys-gives-up = config.toml:{ $line }："{ $keys }" 按不到：Esc 会放弃已按的键
keys-may-not-arrive = config.toml:{ $line }："{ $keys }" 未必能收到：有的终端用 C-s、C-q 暂停和恢复输出，用 C-\ 结束程序，把 C-j 当作 Enter
keys-begins-others = config.toml:{ $line }："{ $keys }" 收不到：终端发送方向键、功能键时，开头与它相同；请换一个键
keys-no-way-out = config.toml:{ $line }：{ $place }里没有退出或命令面板的键了；按 C-c 退出

## 标记文件
# $path：文件或文件夹；$reason：系统的说法

store-folder = 无法为标记建立文件夹 { $path }：{ $reason }；请自己建立，或把 XDG_DATA_HOME 设为可以写入的文件夹
store-file = 无法打开标记文件 { $path }：{ $reason }；请检查读写权限
store-not-ours = { $path } 不是 newsprint 的标记文件，未作改动；把它移走，标记才能保存
store-damaged = 标记文件 { $path } 已损坏（{ $reason }），未作改动；请启动 newsprint：它会把这个文件另存一旁，改用最新的完好备份
store-read-only = 标记无法保存：{ $path } 只能读取；请检查写入权限
store-newer = 标记没能保存：{ $path } 来自更新版本的 newsprint；要改，请启动那个版本
store-moved = 标记文件 { $path } 在运行时被移走或删除；重新打开后再保存标记
store-full = 磁盘空间不足，标记无法存入 { $path }；腾出空间后会自动保存
store-disk = 磁盘不接受写入 { $path } 的标记（{ $reason }）；可能是配额用尽、磁盘故障或已变为只读。可写之后会自动保存
store-busy = 别的程序正在使用标记文件 { $path }；等它用完就保存标记
store-backup = 无法写入 { $path }（标记换用新格式之前的备份）：{ $reason }；标记未作改动。请腾出空间，再重新启动
store-daily-copy = 无法写入 { $path }（当天的标记备份）：{ $reason }；标记本身没有变化
store-database = 无法使用 { $path } 里的标记：{ $reason }；请重新启动 newsprint，若仍如此，请检查磁盘

## 缓存：索引与目录

index-missing = { $folder } 里没有索引；`newsprint index` 可以建立
index-other-version = { $folder } 里的索引是别的版本的 newsprint 做的；`newsprint index --rebuild` 可以重建
index-damaged = { $folder } 里的索引已损坏（{ $reason }）；`newsprint index --rebuild` 可以重建
index-replaced = 另一个 newsprint 重建了 { $folder } 里的索引；请重新启动，以便使用
index-busy = 另一个 newsprint 正在写 { $folder } 里的索引；等它写完就齐全了
index-full = 磁盘空间不足，放不下 { $folder } 里的索引；请腾出空间，再运行 `newsprint index`
index-io = 无法使用 { $folder } 里的索引：{ $reason }；请检查读写权限
index-failed = 无法使用 { $folder } 里的索引（{ $reason }）；请重新启动 newsprint，若仍如此，`newsprint index --rebuild` 可以重建
catalogue-missing = { $path } 里还没有目录；读取文件夹时会建立
catalogue-outdated = { $path } 里的目录是别的版本或按别的规则做的；正在重建
catalogue-damaged = 目录文件 { $path } 已损坏；正在重建
catalogue-damaged-row = 目录里有一行已损坏；正在重建
catalogue-full = 文件太多，一个目录放不下；请少打开几个文件夹
catalogue-file = 无法使用 { $path }：{ $reason }；请检查文件夹和磁盘空间，没有它也能列出文章
cache-folder = 无法使用缓存文件夹 { $folder }（{ $reason }）；请检查写入权限，没有它也能用，只是慢些
cache-lost = 缓存文件夹 { $folder } 在使用中被删除；里面的内容正在重建
cache-lost-again = 缓存文件夹 { $folder } 再次被删除；列表不用缓存继续工作，只是慢一些

## 系统说明失败的原因，代入上面的 $reason

system-not-found = 没有这个文件
system-denied = 没有权限
system-full = 空间不足
system-read-only = 只能读取
system-no-folder = 不是文件夹
system-is-folder = 是文件夹
system-exists = 已经存在
system-interrupted = 被中断
system-timed-out = 等得太久
