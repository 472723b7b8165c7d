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

## 终端，以及文件的位置

terminal-none = 输出的不是终端；在管道里请用 `newsprint list` 或 `newsprint show`
terminal-no-input = 没有可以读取按键的终端（{ $reason }）；请在终端里启动 newsprint
terminal-mode = 终端无法设为逐键读取（{ $reason }）；请换一个终端
terminal-program = 无法启动 { $program }（{ $reason }）；请确认已经安装
no-home = 找不到主目录；请设置 HOME，或 XDG_CONFIG_HOME、XDG_DATA_HOME、XDG_CACHE_HOME 和 XDG_STATE_HOME
