# 屏幕上的文字。

# 目录上方。
# 打开的是指南时，文库的名字。
guide-name = 指南
private-name = { $name }（不留记录）
# $at, $total：第几篇，共几篇
status-place = { $at-shown }/{ $total-shown }
status-place-growing = { $at-shown }/{ $total-shown }+
status-unread = { $count-shown } 篇未读
status-found = { $count ->
    [0] 没有找到
   *[other] 找到 { $count-shown } 篇
}
status-found-growing = 找到 { $count-shown }+ 篇
status-searching = 正在搜索…
status-unsafe = { $count-shown } 处未保存
status-empty = 空

# 建立索引时。$total 篇中的 $done 篇，每秒 $rate 篇。
indexing = 正在索引 { $done-shown }/{ $total-shown } · 每秒 { $rate-shown } 篇
indexing-begun = 正在索引 { $done-shown }/{ $total-shown }
indexing-short = { $done-shown }/{ $total-shown }
indexing-seconds = { $count } 秒
indexing-minutes = { $count } 分钟
# $key: what goes on with it
index-stopped = 索引停在 { $done-shown }/{ $total-shown }
index-is-stopped = 索引已停；没有索引的，搜索时逐篇读取。按 { $key } 继续，下次启动也会继续。
index-goes-on = 继续建立索引。
index-is-complete = 没有等着编入索引的文章。
# 搜索时读取尚未索引的文章。$done：已读；$total：共要读
searching = 搜索 { $done-shown }/{ $total-shown }
searching-stoppable = 搜索 { $done-shown }/{ $total-shown }   按 Esc 停止
status-looking = 正在查看…

# 显示的字形，与原文不同时。
status-characters-simplified = 简
status-characters-traditional = 繁

# 目录上方的次序，后面跟着箭头。
order-date = 从新到旧
order-date-reversed = 从旧到新
order-title = 按标题
order-source = 按来源
order-length = 从长到短
order-length-reversed = 从短到长
order-relevance = 最相关在前
order-relevance-reversed = 最相关在后
order-short-date = 日期
order-short-title = 标题
order-short-source = 来源
order-short-length = 篇幅
order-short-relevance = 相关度

# 排序菜单。
sort-menu = 排序
sort-date = 日期
sort-title = 标题
sort-source = 来源
sort-length = 篇幅
sort-relevance = 相关度
sort-hints = 再选一次：倒序   Esc 离开

# 篇幅与时间。
# $count：字数或词数；$minutes：分钟
length-han = { $count-shown } 字
length-words = { $count-shown } 词
minutes-han = 约 { $minutes-shown } 分钟
minutes-words = 约 { $minutes-shown } 分钟

# 空无一物时。
empty-archive = 这里还没有文章。
empty-archive-hint = 把存下的文章放进文件夹，一篇一个文件，再按 R。格式请看 `newsprint guide`。
empty-search = 没有找到。
empty-searching = 正在搜索…
empty-search-hint = 按 Esc 回到全部文章。
empty-looking = 正在查看文件夹…
too-small = 窗口太小
end-next = 空格键：下一篇未读，{ $title }
end-last = 后面没有未读的文章了。
page-goes-on = 其余部分正在排版。

# 搜索。
prompt-hints = Enter 保留   ↑ ↓ 移动   Esc 离开
prompt-hints-long = Enter 保留   ↑ ↓ 移动   C-p 以前的   Tab 补全   F1 示例   Esc 离开
# 存下的搜索。
save-search = 名称：
save-search-hints = Enter 保存   Esc 离开
# $query：同名的那个搜索
save-search-replaces = 将取代 { $query }
# $name：名称
search-saved = 已存为“{ $name }”。
search-removed = 已删除“{ $name }”；在搜索框里按 C-p 可找回内容。
# $reason：出了什么问题
marks-not-open = 标记文件没有打开；按 gm 看原因
search-not-saved = 存下的搜索没有改动：{ $reason }
nothing-to-save = 现在没有搜索；先按 / 搜索，再按 M 存下来。
no-saved-searches = 还没有存下的搜索；按 M 存下当前的搜索。
search-name-quotes = 名称里不能有引号。
search-names-itself = 这个搜索引用了同一个名称；请换一个名称。
searches-menu = 存下的搜索
searches-hints = Enter 搜索   o 修改   y 复制   Del 删除   Esc 离开
completes-nothing = 没有可以补全的。
# $path：文件；$reason：系统的说法
searches-not-kept = 以前的搜索无法存入 { $path }：{ $reason }；请检查或删除这个文件
# How long ago, in the list. $count: how many of these; in eight columns at the most
ago-now = 刚刚
ago-minutes = { $count }分钟前
ago-hours = { $count }小时前
ago-days = { $count }天前
ago-months = { $count }个月前
ago-years = { $count }年前
# Where the list stands now.
layout-beside = 目录在正文旁边（窗口够宽时）。
layout-above = 目录在正文上方（窗口够高时）。
layout-hidden = 目录与正文轮流占满窗口。
# Filters. $count: how many articles a filter would leave, or how many filters
# more are on than there is room for
filter-menu = 筛选
filter-hints = Enter 加上、去掉   / 查找   Esc 离开
filter-counting = …
filter-count = { $count-shown }
filter-count-growing = { $count-shown }+
filter-field-is = 标记
filter-field-date = 日期
filter-field-lang = 语言
filter-field-length = 篇幅
filter-field-tag = 标签
filter-field-source = 来源
filter-is-unread = 未读
filter-is-starred = 星标
filter-date-today = 今天
filter-date-week = 本周
filter-date-month = 本月
filter-length-short = 500 以内
filter-length-middling = 501 到 2,000
filter-length-long = 2,000 以上
chips-more = +{ $count }
# Languages by their tags; those without a name here are shown by the tag.
tongue-zh = 中文
tongue-zh-Hans = 简体中文
tongue-zh-Hant = 繁体中文
tongue-en = 英文
tongue-ja = 日文
tongue-ko = 韩文
tongue-ru = 俄文
tongue-fr = 法文
tongue-de = 德文
tongue-es = 西班牙文
tongue-und = 不明

# 标签。
tags-menu = 标签
tags-hints = Enter 加上、去掉   / 筛选   Esc 离开
tags-new = 新标签…
tags-on = 已加
tags-on-all = 全部已加
tags-on-some = { $total-shown } 篇中 { $count-shown } 篇
tags-counting = …
tag-prompt = 新标签：
tag-prompt-hints = Tab 补全   Enter 加上   Esc 离开
tag-no-name = 标签要有字母、汉字或数字，最长一百个字符。
# Themes. The names of themes are those of their files.
themes-menu = 主题
themes-hints = Enter 留下   Esc 照旧
themes-auto = 自动
themes-auto-beside = 看终端的底色
themes-dark-kept = 深色，用终端的底色
themes-light-kept = 浅色，用终端的底色
themes-dark = 深色
themes-light = 浅色
themes-any = 终端的 16 色
themes-plain = 不用颜色
themes-own = 自己的
# $name: the theme that config.toml names
themes-set = config.toml 里写的是 { $name }。这里留下的一直有效，到那里改写为止。
themes-no-colours = 这里没有颜色：设了 NO_COLOR，或者终端不支持。所有主题看起来都像 plain。
# $name: the theme
themes-taken = 主题：{ $name }。
# $path：文件；$reason：系统的说法
theme-not-kept = 主题无法存入 { $path }：{ $reason }；请检查或删除这个文件
chosen-not-kept = 所选的设置无法存入 { $path }：{ $reason }；请检查或删除这个文件

# 本次运行中显示过的消息。
messages-menu = 消息
messages-hints = y 复制   / 筛选   Esc 离开
messages-none = 还没有消息。

# 在正文里查找。
# $at, $total：第几处，共几处
find-hints = Enter 保留  ↓ ↑ 下一处  Esc 返回
find-count = { $at-shown }/{ $total-shown }
find-total = 找到 { $total-shown } 处
find-count-none = 没有找到
find-searching = 正在查找…
jump-date = 到日期：
jump-date-hints = 2024、2024-04、20240409、昨天   Enter 保留   Esc 返回
jump-title = 到标题：
jump-title-hints = 字母、拼音首字母、普   Enter 保留   Esc 返回
jump-no-date = 不是日期；可写 2024、2024-04、20240409、昨天
jump-needs-order = 按日期或标题排序时才能跳转；按 S 排序。
find-none = 这篇文章里没有。
find-waits = 还在查找。
find-from-start = 又从头开始了。
find-from-end = 又从末尾开始了。
nothing-searched = 现在没有搜索；按 / 搜索。

# 选中的行。
# $lines：正文的行数；$characters：文章的字符数
selected-lines = { $lines-shown } 行
selected-characters = { $characters-shown } 个字符
# $count：选中的文章数
selected-articles = 已选 { $count-shown } 篇
selection-empty = 选中的行里没有文字。
# The palette. Beside what it finds stand its keys, or what it is.
palette-menu = 查找
palette-hints = Enter 选用   ↑ ↓   Esc 离开
palette-nothing = 没有叫这个的；退格放宽。要在文章里搜，按 Esc，再按 /。
palette-archive = 文库
palette-search = 存下的搜索
palette-outlet = 来源
palette-tag = 标签
# $now: a setting's value; $next: the one that Enter puts in its place
palette-setting = { $now } → { $next }
# $line：设置里同样作用的一行
setting-changed = { $line } 已生效，下次也是；config.toml 改了这一项，以文件为准。
# $line：现在相当于设置里的这一行
setting-told = 现在是 { $line }；在 config.toml 里改，马上生效。
number-prompt = { $name } =
number-prompt-hints = { $least } 到 { $most }   Enter 设定   Esc 离开
setting-rows = 设置：目录每篇占几行
setting-snippets = 设置：目录里的正文片段
setting-hints = 设置：下面的按键提示
setting-paragraphs = 设置：段落怎样分开
setting-justified = 设置：西文右边对齐
setting-hanging_punctuation = 设置：，。、可以突出行尾
setting-spacing = 设置：汉字与西文之间留空
setting-line_breaking = 设置：在哪里可以换行
setting-traditional = 设置：繁体用哪里的字形
setting-ambiguous_width = 设置：“ ” … — ● 的宽度
setting-dates = 设置：目录里的日期
setting-cursor = 设置：显示终端光标
setting-mouse = 设置：鼠标
setting-citation = 设置：引文格式
setting-hyperlinks = 设置：由终端打开的链接
setting-measure = 设置：正文每行的列数
setting-columns = 设置：目录的各列
setting-below = 设置：目录里标题下面的一行
setting-colours = 设置：颜色数
setting-zone = 设置：时区
setting-mastodon = 设置：Mastodon 实例
setting-escape_wait = 设置：Esc 等待的毫秒数
setting-rules = 设置：自己的网站规则文件
# 设置的值，列在命令面板里。
value-auto = 自动
value-one = 一行
value-two = 两行
value-always = 总是
value-never = 从不
value-on = 开
value-off = 关
value-spaced = 空行
value-indented = 缩进
value-false = 否
value-true = 是
value-strict = 严格
value-normal = 普通
value-taiwan = 台湾
value-hong-kong = 香港
value-absolute = 具体
value-relative = 相对
value-narrow = 一列
value-wide = 两列
# What can follow keys that were begun.
panel-hint = Esc 离开
# Where not all has room.
panel-hint-long = ↑ ↓ 更多   Esc 离开
# Help and details.
help-hints = Enter 执行   / 查找   Esc 离开

# 帮助与详情。
help-list = 目录的按键
help-page = 正文的按键
popup-hints = j k 滚动   Esc 离开
details-title = 详情
details-article = 标题
details-source = 来源
details-date = 日期
details-date-from-outlet = 媒体所记
details-date-from-stamp = 保存的时间
details-date-from-file = 文件的时间
details-saved = 保存于
details-link = 链接
details-canonical = 规范链接
details-short-link = 短链接
details-file = 文件
details-copy = 副本
details-marks = 标记
details-opened = 上次打开
details-read = 已读
details-unread = 未读
details-starred = 已加星
details-tags = 标签
details-language = 语言
details-length = 篇幅
details-id = 编号
details-pictures = 图片
details-embeds = 嵌入
details-links = 链接数
details-dropped = 略去
details-applied = 识别
details-warning = 提示
# $note：括号里的说明
details-noted = { $what }（{ $note }）
details-both = { $first }，{ $second }
details-at-line = 第 { $line-shown } 行：{ $text }

# 网站规则：各自的用途与结果。$entry 是规则的条目。
rule-date = 日期行
rule-share = 分享栏
rule-caption = 图片说明
rule-dateline = 电头
rule-credit = 署名
rule-notice = 声明
rule-rewrite = 网址改写
rule-tracking = 跟踪参数
rule-short = 短链接
# 自带的规则略去什么。
rule-drop-call-to-subscribe = 订阅的号召
rule-drop-box-beside-the-text = 正文旁的栏框
rule-drop-call-to-install-the-app = 安装应用的号召
rule-drop-tracking-pixel = 跟踪像素
rule-drop-related-links = 相关链接
rule-drop-help-around-the-text = 正文周围的帮助
rule-drop-app-box = 应用推广框
rule-drop-words-for-screen-readers = 给读屏软件的文字
rule-drop-statement-on-links = 关于链接的声明
rule-drop-share-row = 分享栏
rule-drop-share-buttons = 分享按钮
rule-drop-rule-and-call-to-follow = 横线与关注的号召
rule-drop-read-more = “阅读全文”
rule-drop-outlet-s-standards = 媒体的准则
rule-drop-notice-on-what-is-embedded = 嵌入内容的提示
rule-drop-newsletter-box = 新闻信栏框
rule-drop-link-to-the-English-text = 英文版链接
rule-drop-head-of-the-page = 页首
rule-drop-figures-of-the-feed = 订阅源的数字
rule-drop-feed-s-footer = 订阅源的页脚
rule-drop-feed-mirror-s-promotion = 订阅源镜像的推广
rule-drop-call-for-donations = 募捐的号召
rule-drop-call-for-corrections = 请求指正
rule-drop-box-of-another-article = 另一篇文章的栏框
rule-drop-box-for-subscribers = 订户栏框
rule-drop-advertisement-s-label = 广告标签
rule-drop-advertisement = 广告
rule-dropped = { $what }，{ $words-shown } 词（规则 { $entry }）
rule-applied = { $what }，{ $times-shown } 次（规则 { $entry }）
rule-own = { $place } 的 { $entry }
# 链接。$host、$link：通往何处；$letters：已经打出的字母
link-clicked = 再点一次即打开：{ $told }
link-leads-to = { $host } · { $link }
link-within = 在这篇文章里
link-within-not-copied = 它通往这篇文章里的一处，没有可以复制的链接。
no-links = 这篇文章没有链接。
hints-open = 按字母打开
hints-copy = 按字母复制
hints-keys = y 复制   ; 全部链接   Esc 离开
hints-keys-copying = y 打开   ; 全部链接   Esc 离开
hints-no-such = 没有标着 { $keys } 的链接。
hints-none-seen = 眼前没有链接。这里是全文的链接。
links-menu = 链接
links-hints = Enter 打开   y 复制   / 筛选   Esc 离开
outline-menu = 小标题
outline-hints = Enter 前往   / 筛选   Esc 离开
outline-too-few = 这篇文章的小标题太少，不必列出。
outline-none-above = 上面没有小标题了。
outline-none-below = 下面没有小标题了。
menu-hints-typing = Enter 选定   Tab 选择   Esc 全部
menu-nothing = 没有；退格放宽
trail-no-back = 没有可以退回的地方。
trail-no-forward = 没有可以前进的地方。
trail-gone = 那篇文章已不在文库里。
search-sorts = 搜索里的 sort: 决定排序；去掉它，才按这里选的排。
trail-left-search = 刚才的搜索里没有它，已回到全部文章。

# 打开链接之前的询问。
question-open = 打开这个链接吗？
question-not-opened = 这个链接在这里打不开
question-host = 主机
question-link = 链接
question-note = 注意
question-hints-open = Enter 打开   y 复制   Esc 离开
question-hints-copy = Enter 复制   Esc 离开

# 界面语言。各种语言都用自己的名字。
language-menu = Language · 语言 · 語言
language-hints = Enter 换用   Esc 离开
language-en = English
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
# $name：语言的名字；$setting：写在设置里的一行
language-switched = 界面已换成{ $name }，下次也是；config.toml 另写一种语言，以文件为准。

# 文库。$count：已知的篇数
archives-menu = 文库
archives-hints = Enter 打开   y 复制   Esc 离开
archives-count = { $count-shown } 篇
# $name：文库；$fault：文件夹哪里不对
archives-not-opened = 没有打开 { $name }：{ $fault }

# 输入法与粘贴。
input-method-on = 输入法开着，这里只认按键；请切换到英文。
paste-not-taken = 这里不能粘贴，什么也没有做；按 / 搜索后再粘贴。

# 要告诉读者的。
no-link = 这篇文章没有链接。
no-article = 没有选中文章。
article-gone = 这篇文章的文件已经不在了；正文留到您离开为止。
article-left-list = 这篇文章已不在列表里；正文留到您离开为止。
not-loaded = 文章还在读取。
no-unread-below = 下面没有未读的文章了。
no-unread-above = 上面没有未读的文章了。
nothing-to-undo = 没有可以撤销的。
nothing-to-redo = 没有可以重做的。
# $what：step-read 之类；$title：文章标题；$key：撤销的键
undone = 已撤销：{ $what } · { $title }
redone = 已重做：{ $what } · { $title }
undone-many = 已撤销：{ $what } · { $count-shown } 篇
redone-many = 已重做：{ $what } · { $count-shown } 篇
undone-by-others = 别处后来又改过，未动：{ $what } · { $title }
undone-by-others-many = 别处后来又改过，未动：{ $what } · { $count-shown } 篇
marked-many = { $count-shown } 篇：{ $what }；按 { $key } 撤销。
marked-none = 全都已经是这样了。
nothing-unread = 这里没有未读的文章。
marks-busy = 请稍候：上一次改动还没做完。
marks-changing = 正在标记 { $count-shown } 篇…   按 Esc 放弃，一篇也不改
marks-left = 已放弃，什么也没有改。
step-read = 标为已读
step-unread = 标为未读
step-starred = 加星
step-unstarred = 去掉星标
step-tagged = 加标签“{ $tag }”
step-untagged = 去掉标签“{ $tag }”
# $reason：出了什么问题
step-not-read = 要撤销的内容读不出来：{ $reason }
# $count：撤销了几处；$refused：几处没有
undo-refused = 已撤销 { $count-shown } 处。另有 { $refused-shown } 处后来在别处改过，未动。
redo-refused = 已重做 { $count-shown } 处。另有 { $refused-shown } 处后来在别处改过，未动。
step-forgotten = 这一步已不在标记文件里：{ $refused-shown } 篇保持原样。
# 系统不通知文件夹的变化时，说一次。
watch-network = 文件夹在网络上，那里的变化未必自动显示；按 R 重新查看。
watch-limit = 系统监视的文件夹已达上限（fs.inotify.max_user_watches），有些变化不会自动显示；按 R 重新查看。
watch-ended = 监视已经中止
# $error：系统的说法
watch-refused = 文件夹的变化不会自动显示（{ $error }）；按 R 重新查看。
# 运行时重新读了设置，没有不对的地方。
settings-read = 设置有改动，已经生效。
looking-again = 正在重新查看文件夹。
looked-again = 文件夹已看过，目录与之一致。
characters-original = 按原文显示。
characters-simplified = 以简体显示；复制的仍是原文。
characters-traditional = 以繁体显示；复制的仍是原文。
no-such-key = { $keys } 在这里不起作用；按 ? 查看按键。
mastodon-unset = 请在 config.toml 里写 mastodon
share-not-openable = 这一项只能复制，不能打开：按 Enter。
qr-too-large = 窗口太小，放不下二维码；请放大窗口，或复制链接。
qr-hint = 按任意键离开
scan-binary = { $binary-shown } 个文件不是文字，已略过；`newsprint check` 会列出。
scan-unreadable = { $unreadable-shown } 个文件或文件夹无法读取；`newsprint check` 会列出。
scan-both = 已略过：{ $binary-shown } 个不是文字，{ $unreadable-shown } 个无法读取；`newsprint check` 会列出。
worker-failed = { $task }时出了错，已记入日志；可以继续使用。
task-list = 排列目录
task-scan = 查看文件夹
task-watch = 监视文件夹
task-page = 读取文章
task-setting = 排版
task-find = 在文章里查找
task-snippets = 为目录摘录正文
task-marks = 保存标记
task-many = 更改标记
task-searches = 保存搜索
task-archives = 打开文库
task-settings = 读取设置
task-theme = 保存主题
task-desktop = 打开或复制
task-programs = 运行程序
marks-unavailable = 标记无法保存：{ $reason }
marks-not-saved = 标记尚未保存：{ $reason }
marks-newer = 标记来自更新版本的 newsprint：只能看，不能改；要改，请启动那个版本。
marks-read-only = 标记文件不能写入：在恢复之前，改动只留在内存里。`newsprint paths` 会写出它在哪里，请检查写入权限。
marks-replaced = { $path } 现在是另一个标记文件：显示的是其中的标记。
marks-restored = 标记文件已损坏，现改名为 { $path } 留存；已换上备份 { $copy }，此后所作的标记可能缺失。
marks-begun-anew = 标记文件已损坏，现改名为 { $path } 留存；没有完好的备份，标记从头开始。
problem-more = { $text }（另有 { $count-shown } 条：newsprint config check）

# 搜索写错的地方。
query-bad-value = { $field }：后面的看不懂
query-bad-date = { $field }：后面写 2024、2024-04、20240409、2023..2024、>2024-04、7d 或昨天
query-bad-is = { $field }：后面写未读、已读、星标或新
query-bad-has = { $field }：后面写图片、视频或分享
query-bad-lang = { $field }：后面写语言，如中文、繁体、英文，或代码 zh、zh-Hant、en
query-bad-length = { $field }：后面写数字，如 1200、>2000、500..1500
query-bad-host = { $field }：后面写主机名，如 dw.com
query-bad-path = { $field }：后面写文件夹或文件，如 2024/04
query-bad-id = { $field }：后面写文章详情里的那 32 位代码
query-bad-pinyin = { $field }：后面写拼音，如 lflf、lafuluofu
query-bad-sort = { $field }：后面写日期、标题、来源、篇幅或相关度；前面加 - 则倒序
query-unknown-source = { $field }：这里没有叫这个名字的媒体；只写开头，按 Tab 补全
query-unknown-tag = { $field }：没有文章带这个标签；只写开头，按 Tab 补全
query-unknown-source-near = { $field }：这里没有叫这个名字的媒体；是不是 { $near }？
query-unknown-tag-near = { $field }：没有文章带这个标签；是不是 { $near }？
query-unknown-lang = { $field }：没有这种语言；如中文、繁体、英文，或代码 zh、zh-Hant、en
query-no-saved-search = 没有存过这个名称的搜索
query-saved-search-in-itself = 这个搜索引用了它自己
query-unclosed-quote = 引号没有闭合
query-unclosed-group = 括号没有闭合
query-unopened-group = 多了一个括号
query-empty-field = { $field }：后面要写什么？
query-missing-operand = 这里缺了点什么
query-nothing-left = 这里没有可搜索的内容
query-too-deep = 括号太多

# Programs of the reader's own: the menu, the pipe, what came of them.
open-with-menu = 打开方式
open-with-hints = Enter 运行   y 复制   Esc 离开
own-none = 还没有命令；在 config.toml 里用 [[command]] 添加。
own-too-many = 选了 { $count-shown } 篇；命令一次最多用于 { $most } 篇。
own-waits = 前一个命令还在运行；Esc 停止它。
own-runs = { $name } 运行中…   Esc 停止
own-runs-of = { $name } 运行中：{ $done-shown }/{ $total-shown }   Esc 停止
own-stopped = { $name } 已停止。
own-silent = { $name } 已结束，没有输出。
own-started = { $count ->
   *[other] { $name } 已启动（{ $count-shown } 篇）。
}
own-of = ── { $title }
own-cut = [后面的没有保留]
own-failed = 程序没能运行；详情见日志。
own-no-link = 《{ $title }》没有链接，而命令需要链接。
own-enter = 按 Enter 继续。
palette-own = 自己的命令
pipe-prompt = 传给命令（{ $form }）：
pipe-prompt-hints = Tab 换格式   ! 开头：占用屏幕   C-p 以前的   Esc
pipe-form-text = 正文
pipe-form-markdown = Markdown
pipe-form-html = HTML
pipe-form-json = JSON

# Places under letters.
places-menu = 位置
places-hints = 按字母前往   Del 删除   Esc 离开
places-return = 回到刚才的地方
place-which = 记在哪个字母下？a 到 z
place-no-letter = 位置只能记在字母 a 到 z 下；什么也没记。
place-kept = 位置记在 { $letter } 下；按 ' 再按 { $letter } 就回到这里。
place-forgotten = { $letter } 下的位置已删除。
place-not-kept = 位置没有改动：{ $reason }

# What is wrong with a command line.
program-empty = 这里没有写程序名。
program-unclosed = 有一个引号没有配对。
program-unknown = 这里没有 { $written }；可以用 { $names }。{ $itself } 表示它本身。
program-text = 正文太长，不能作参数；命令会从标准输入读到它。
program-from-article = 这样会由文章决定运行什么程序；请写明程序名。
program-operator = 中间没有 shell，{ $word } 不起作用；请写进自己的脚本。
program-code = 这样会由文章决定 { $program } 执行什么。把值放在代码后面，作单独的参数，就没有危险。
program-shell = { $program } 会把文章里的内容交给 shell；请写进自己的脚本。

# 复制了什么

copied-link = 链接
copied-links = { $count-shown } 条链接
# $name：分享到何处，如 Telegram
copied-for-target = 用于 { $name } 的链接
copied-lines = 选中的文字
copied-filter = 筛选条件
copied-tag = 标签
copied-message = 消息
copied-command = 命令
copied-search = 搜索
copied-folder = 文件夹
links-too-many = 选了 { $count-shown } 篇；一次最多复制 { $most-shown } 条链接。
share-takes-one = 选了 { $count-shown } 篇；菜单只管光标所在的这一篇。按 y 复制全部链接。
opens-one = 选了 { $count-shown } 篇；一次只打开一篇。按 Esc 取消选择，按 y 复制全部链接。
