# 螢幕上的文字。

# 列表上方。
# 開啟的是指南時，文庫的名字。
guide-name = 指南
private-name = { $name }（不留紀錄）
# $at, $total：第幾篇，共幾篇
status-place = { $at-shown }/{ $total-shown }
status-place-growing = { $at-shown }/{ $total-shown }+
status-unread = { $count-shown } 篇未讀
status-found = { $count ->
    [0] 沒有找到
   *[other] 找到 { $count-shown } 篇
}
status-found-growing = 找到 { $count-shown }+ 篇
status-searching = 正在搜尋…
status-unsafe = { $count-shown } 處未儲存
status-empty = 空

# 建立索引時。$total 篇中的 $done 篇，每秒 $rate 篇。
indexing = 正在索引 { $done-shown }/{ $total-shown } · 每秒 { $rate-shown } 篇
indexing-begun = 正在索引 { $done-shown }/{ $total-shown }
indexing-short = { $done-shown }/{ $total-shown }
indexing-seconds = { $count } 秒
indexing-minutes = { $count } 分鐘
# $key: what goes on with it
index-stopped = 索引停在 { $done-shown }/{ $total-shown }
index-is-stopped = 索引已停；沒有索引的，搜尋時逐篇讀取。按 { $key } 繼續，下次啟動也會繼續。
index-goes-on = 繼續建立索引。
index-is-complete = 沒有等著編入索引的文章。
# 搜尋時讀取尚未索引的文章。$done：已讀；$total：共要讀
searching = 搜尋 { $done-shown }/{ $total-shown }
searching-stoppable = 搜尋 { $done-shown }/{ $total-shown }   按 Esc 停止
status-looking = 正在檢視…

# 顯示的字，與原文不同時。
status-characters-simplified = 簡
status-characters-traditional = 繁

# 列表上方的次序，後面跟著箭頭。
order-date = 由新到舊
order-date-reversed = 由舊到新
order-title = 依標題
order-source = 依來源
order-length = 由長到短
order-length-reversed = 由短到長
order-relevance = 最相關在前
order-relevance-reversed = 最相關在後
order-short-date = 日期
order-short-title = 標題
order-short-source = 來源
order-short-length = 篇幅
order-short-relevance = 相關度

# 排序選單。
sort-menu = 排序
sort-date = 日期
sort-title = 標題
sort-source = 來源
sort-length = 篇幅
sort-relevance = 相關度
sort-hints = 再選一次：倒序   Esc 離開

# 篇幅與時間。
# $count：字數或詞數；$minutes：分鐘
length-han = { $count-shown } 字
length-words = { $count-shown } 詞
minutes-han = 約 { $minutes-shown } 分鐘
minutes-words = 約 { $minutes-shown } 分鐘

# 空無一物時。
empty-archive = 這裡還沒有文章。
empty-archive-hint = 把存下的文章放進資料夾，一篇一個檔案，再按 R。格式請看 `newsprint guide`。
empty-search = 沒有找到。
empty-searching = 正在搜尋…
empty-search-hint = 按 Esc 回到全部文章。
empty-looking = 正在檢視資料夾…
too-small = 視窗太小
end-next = 空白鍵：下一篇未讀，{ $title }
end-last = 後面沒有未讀的文章了。
page-goes-on = 其餘部分正在排版。

# 搜尋。
prompt-hints = Enter 保留   ↑ ↓ 移動   Esc 離開
prompt-hints-long = Enter 保留   ↑ ↓ 移動   C-p 先前的   Tab 補齊   F1 範例   Esc 離開
# 儲存的搜尋。
save-search = 名稱：
save-search-hints = Enter 儲存   Esc 離開
# $query：同名的那個搜尋
save-search-replaces = 將取代 { $query }
# $name：名稱
search-saved = 已存為「{ $name }」。
search-removed = 已刪除「{ $name }」；在搜尋列裡按 C-p 可找回內容。
# $reason：出了什麼問題
marks-not-open = 標記檔沒有開啟；按 gm 看原因
search-not-saved = 儲存的搜尋沒有變更：{ $reason }
nothing-to-save = 現在沒有搜尋；先按 / 搜尋，再按 M 存下來。
no-saved-searches = 還沒有儲存的搜尋；按 M 存下目前的搜尋。
search-name-quotes = 名稱裡不能有引號。
search-names-itself = 這個搜尋引用了同一個名稱；請換一個名稱。
searches-menu = 儲存的搜尋
searches-hints = Enter 搜尋   o 修改   y 複製   Del 刪除   Esc 離開
completes-nothing = 沒有可以補齊的。
# $path：檔案；$reason：系統的說法
searches-not-kept = 先前的搜尋無法存入 { $path }：{ $reason }；請檢查或刪除這個檔案
# How long ago, in the list. $count: how many of these; in eight columns at the most
ago-now = 剛剛
ago-minutes = { $count }分鐘前
ago-hours = { $count }小時前
ago-days = { $count }天前
ago-months = { $count }個月前
ago-years = { $count }年前
# Where the list stands now.
layout-beside = 目錄在內文旁邊（視窗夠寬時）。
layout-above = 目錄在內文上方（視窗夠高時）。
layout-hidden = 目錄與內文輪流佔滿視窗。
# Filters. $count: how many articles a filter would leave, or how many filters
# more are on than there is room for
filter-menu = 篩選
filter-hints = Enter 加上、去掉   / 尋找   Esc 離開
filter-counting = …
filter-count = { $count-shown }
filter-count-growing = { $count-shown }+
filter-field-is = 標記
filter-field-date = 日期
filter-field-lang = 語言
filter-field-length = 篇幅
filter-field-tag = 標籤
filter-field-source = 來源
filter-is-unread = 未讀
filter-is-starred = 星號
filter-date-today = 今天
filter-date-week = 本週
filter-date-month = 本月
filter-length-short = 500 以內
filter-length-middling = 501 到 2,000
filter-length-long = 2,000 以上
chips-more = +{ $count }
# Languages by their tags; those without a name here are shown by the tag.
tongue-zh = 中文
tongue-zh-Hans = 簡體中文
tongue-zh-Hant = 繁體中文
tongue-en = 英文
tongue-ja = 日文
tongue-ko = 韓文
tongue-ru = 俄文
tongue-fr = 法文
tongue-de = 德文
tongue-es = 西班牙文
tongue-und = 不明

# 標籤。
tags-menu = 標籤
tags-hints = Enter 加上、去掉   / 篩選   Esc 離開
tags-new = 新標籤…
tags-on = 已加
tags-on-all = 全部已加
tags-on-some = { $total-shown } 篇中 { $count-shown } 篇
tags-counting = …
tag-prompt = 新標籤：
tag-prompt-hints = Tab 補齊   Enter 加上   Esc 離開
tag-no-name = 標籤要有字母、漢字或數字，最長一百個字元。
# Themes. The names of themes are those of their files.
themes-menu = 主題
themes-hints = Enter 留下   Esc 照舊
themes-auto = 自動
themes-auto-beside = 看終端機的底色
themes-dark-kept = 深色，用終端機的底色
themes-light-kept = 淺色，用終端機的底色
themes-dark = 深色
themes-light = 淺色
themes-any = 終端機的 16 色
themes-plain = 不用顏色
themes-own = 自己的
# $name: the theme that config.toml names
themes-set = config.toml 裡寫的是 { $name }。這裡留下的一直有效，到那裡改寫為止。
themes-no-colours = 這裡沒有顏色：設了 NO_COLOR，或者終端機不支援。所有主題看起來都像 plain。
# $name: the theme
themes-taken = 主題：{ $name }。
# $path：檔案；$reason：系統的說法
theme-not-kept = 主題無法存入 { $path }：{ $reason }；請檢查或刪除這個檔案
chosen-not-kept = 所選的設定無法存入 { $path }：{ $reason }；請檢查或刪除這個檔案

# 本次執行中顯示過的訊息。
messages-menu = 訊息
messages-hints = y 複製   / 篩選   Esc 離開
messages-none = 還沒有訊息。

# 在內文裡尋找。
# $at, $total：第幾處，共幾處
find-hints = Enter 保留  ↓ ↑ 下一處  Esc 返回
find-count = { $at-shown }/{ $total-shown }
find-total = 找到 { $total-shown } 處
find-count-none = 沒有找到
find-searching = 正在尋找…
jump-date = 到日期：
jump-date-hints = 2024、2024-04、20240409、昨天   Enter 保留   Esc 返回
jump-title = 到標題：
jump-title-hints = 字母、拼音首字母、普   Enter 保留   Esc 返回
jump-no-date = 不是日期；可寫 2024、2024-04、20240409、昨天
jump-needs-order = 依日期或標題排序時才能跳到某處；按 S 排序。
find-none = 這篇文章裡沒有。
find-waits = 還在尋找。
find-from-start = 又從頭開始了。
find-from-end = 又從末尾開始了。
nothing-searched = 現在沒有搜尋；按 / 搜尋。

# 選取的行。
# $lines：內文的行數；$characters：文章的字元數
selected-lines = { $lines-shown } 行
selected-characters = { $characters-shown } 個字元
# $count：選取的文章數
selected-articles = 已選 { $count-shown } 篇
selection-empty = 選取的行裡沒有文字。
# The palette. Beside what it finds stand its keys, or what it is.
palette-menu = 尋找
palette-hints = Enter 選用   ↑ ↓   Esc 離開
palette-nothing = 沒有叫這個的；退格放寬。要在文章裡搜尋，按 Esc，再按 /。
palette-archive = 文庫
palette-search = 存下的搜尋
palette-outlet = 來源
palette-tag = 標籤
# $now: a setting's value; $next: the one that Enter puts in its place
palette-setting = { $now } → { $next }
# $line：設定裡同樣作用的一行
setting-changed = { $line } 已生效，下次也是；config.toml 改了這一項，以檔案為準。
# $line：現在相當於設定裡的這一行
setting-told = 現在是 { $line }；在 config.toml 裡改，馬上生效。
number-prompt = { $name } =
number-prompt-hints = { $least } 到 { $most }   Enter 設定   Esc 離開
setting-rows = 設定：目錄每篇佔幾行
setting-snippets = 設定：目錄裡的內文片段
setting-hints = 設定：下面的按鍵提示
setting-paragraphs = 設定：段落怎樣分開
setting-justified = 設定：西文右邊對齊
setting-hanging_punctuation = 設定：，。、可以突出行尾
setting-spacing = 設定：漢字與西文之間留空
setting-line_breaking = 設定：在哪裡可以換行
setting-traditional = 設定：繁體用哪裡的字形
setting-ambiguous_width = 設定：“ ” … — ● 的寬度
setting-dates = 設定：目錄裡的日期
setting-cursor = 設定：顯示終端機游標
setting-mouse = 設定：滑鼠
setting-citation = 設定：引文格式
setting-hyperlinks = 設定：由終端機開啟的連結
setting-measure = 設定：正文每行的欄數
setting-columns = 設定：目錄的各欄
setting-below = 設定：目錄裡標題下面的一行
setting-colours = 設定：顏色數
setting-zone = 設定：時區
setting-mastodon = 設定：Mastodon 站臺
setting-escape_wait = 設定：Esc 等待的毫秒數
setting-rules = 設定：自己的網站規則檔案
# 設定的值，列在指令面板裡。
value-auto = 自動
value-one = 一行
value-two = 兩行
value-always = 總是
value-never = 從不
value-on = 開
value-off = 關
value-spaced = 空行
value-indented = 縮排
value-false = 否
value-true = 是
value-strict = 嚴格
value-normal = 一般
value-taiwan = 台灣
value-hong-kong = 香港
value-absolute = 具體
value-relative = 相對
value-narrow = 一欄
value-wide = 兩欄
# What can follow keys that were begun.
panel-hint = Esc 離開
# Where not all has room.
panel-hint-long = ↑ ↓ 更多   Esc 離開
# Help and details.
help-hints = Enter 執行   / 尋找   Esc 離開

# 說明與詳細資料。
help-list = 列表的按鍵
help-page = 內文的按鍵
popup-hints = j k 捲動   Esc 離開
details-title = 詳細資料
details-article = 標題
details-source = 來源
details-date = 日期
details-date-from-outlet = 媒體所記
details-date-from-stamp = 儲存的時間
details-date-from-file = 檔案的時間
details-saved = 儲存於
details-link = 連結
details-canonical = 正規連結
details-short-link = 短連結
details-file = 檔案
details-copy = 副本
details-marks = 標記
details-opened = 上次開啟
details-read = 已讀
details-unread = 未讀
details-starred = 已加星號
details-tags = 標籤
details-language = 語言
details-length = 篇幅
details-id = 編號
details-pictures = 圖片
details-embeds = 嵌入
details-links = 連結數
details-dropped = 略去
details-applied = 辨識
details-warning = 提示
# $note：括號裡的說明
details-noted = { $what }（{ $note }）
details-both = { $first }，{ $second }
details-at-line = 第 { $line-shown } 行：{ $text }

# 網站規則：各自的用途與結果。$entry 是規則的項目。
rule-date = 日期列
rule-share = 分享列
rule-caption = 圖片說明
rule-dateline = 電頭
rule-credit = 署名
rule-notice = 聲明
rule-rewrite = 網址改寫
rule-tracking = 追蹤參數
rule-short = 短連結
# 內建的規則略去什麼。
rule-drop-call-to-subscribe = 訂閱的號召
rule-drop-box-beside-the-text = 內文旁的欄框
rule-drop-call-to-install-the-app = 安裝應用程式的號召
rule-drop-tracking-pixel = 追蹤像素
rule-drop-related-links = 相關連結
rule-drop-help-around-the-text = 內文周圍的說明
rule-drop-app-box = 應用程式推廣框
rule-drop-words-for-screen-readers = 給螢幕閱讀器的文字
rule-drop-statement-on-links = 關於連結的聲明
rule-drop-share-row = 分享列
rule-drop-share-buttons = 分享按鈕
rule-drop-rule-and-call-to-follow = 橫線與追蹤的號召
rule-drop-read-more = 「閱讀全文」
rule-drop-outlet-s-standards = 媒體的準則
rule-drop-notice-on-what-is-embedded = 嵌入內容的提示
rule-drop-newsletter-box = 電子報欄框
rule-drop-link-to-the-English-text = 英文版連結
rule-drop-head-of-the-page = 頁首
rule-drop-figures-of-the-feed = 訂閱源的數字
rule-drop-feed-s-footer = 訂閱源的頁尾
rule-drop-feed-mirror-s-promotion = 訂閱源鏡像的推廣
rule-drop-call-for-donations = 募款的號召
rule-drop-call-for-corrections = 請求指正
rule-drop-box-of-another-article = 另一篇文章的欄框
rule-drop-box-for-subscribers = 訂戶欄框
rule-drop-advertisement-s-label = 廣告標籤
rule-drop-advertisement = 廣告
rule-dropped = { $what }，{ $words-shown } 詞（規則 { $entry }）
rule-applied = { $what }，{ $times-shown } 次（規則 { $entry }）
rule-own = { $place } 的 { $entry }
# 連結。$host、$link：通往何處；$letters：已經打出的字母
link-clicked = 再點一次即開啟：{ $told }
link-leads-to = { $host } · { $link }
link-within = 在這篇文章裡
link-within-not-copied = 它通往這篇文章裡的一處，沒有可以複製的連結。
no-links = 這篇文章沒有連結。
hints-open = 按字母開啟
hints-copy = 按字母複製
hints-keys = y 複製   ; 全部連結   Esc 離開
hints-keys-copying = y 開啟   ; 全部連結   Esc 離開
hints-no-such = 沒有標著 { $keys } 的連結。
hints-none-seen = 眼前沒有連結。這裡是全文的連結。
links-menu = 連結
links-hints = Enter 開啟   y 複製   / 篩選   Esc 離開
outline-menu = 小標題
outline-hints = Enter 前往   / 篩選   Esc 離開
outline-too-few = 這篇文章的小標題太少，不必列出。
outline-none-above = 上面沒有小標題了。
outline-none-below = 下面沒有小標題了。
menu-hints-typing = Enter 選定   Tab 選擇   Esc 全部
menu-nothing = 沒有；退格放寬
trail-no-back = 沒有可以退回的地方。
trail-no-forward = 沒有可以前進的地方。
trail-gone = 那篇文章已不在文庫裡。
search-sorts = 搜尋裡的 sort: 決定排序；去掉它，才按這裡選的排。
trail-left-search = 剛才的搜尋裡沒有它，已回到全部文章。

# 開啟連結之前的詢問。
question-open = 開啟這個連結嗎？
question-not-opened = 這個連結在這裡無法開啟
question-host = 主機
question-link = 連結
question-note = 注意
question-hints-open = Enter 開啟   y 複製   Esc 離開
question-hints-copy = Enter 複製   Esc 離開

# 介面語言。各種語言都用自己的名字。
language-menu = Language · 语言 · 語言
language-hints = Enter 換用   Esc 離開
language-en = English
language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
# $name：語言的名字；$setting：寫在設定裡的一行
language-switched = 介面已換成{ $name }，下次也是；config.toml 另寫一種語言，以檔案為準。

# 文庫。$count：已知的篇數
archives-menu = 文庫
archives-hints = Enter 開啟   y 複製   Esc 離開
archives-count = { $count-shown } 篇
# $name：文庫；$fault：資料夾哪裡不對
archives-not-opened = 沒有開啟 { $name }：{ $fault }

# 輸入法與貼上。
input-method-on = 輸入法開著，這裡只認按鍵；請切換到英文。
paste-not-taken = 這裡不能貼上，什麼也沒有做；按 / 搜尋後再貼上。

# 要告訴讀者的。
no-link = 這篇文章沒有連結。
no-article = 沒有選取文章。
article-gone = 這篇文章的檔案已經不在了；正文留到您離開為止。
article-left-list = 這篇文章已不在列表裡；正文留到您離開為止。
not-loaded = 文章還在讀取。
no-unread-below = 下面沒有未讀的文章了。
no-unread-above = 上面沒有未讀的文章了。
nothing-to-undo = 沒有可以復原的。
nothing-to-redo = 沒有可以重做的。
# $what：step-read 之類；$title：文章標題；$key：復原的鍵
undone = 已復原：{ $what } · { $title }
redone = 已重做：{ $what } · { $title }
undone-many = 已復原：{ $what } · { $count-shown } 篇
redone-many = 已重做：{ $what } · { $count-shown } 篇
undone-by-others = 別處後來又改過，未動：{ $what } · { $title }
undone-by-others-many = 別處後來又改過，未動：{ $what } · { $count-shown } 篇
marked-many = { $count-shown } 篇：{ $what }；按 { $key } 復原。
marked-none = 全都已經是這樣了。
nothing-unread = 這裡沒有未讀的文章。
marks-busy = 請稍候：上一次變更還沒做完。
marks-changing = 正在標記 { $count-shown } 篇…   按 Esc 放棄，一篇也不改
marks-left = 已放棄，什麼也沒有改。
step-read = 標為已讀
step-unread = 標為未讀
step-starred = 加星號
step-unstarred = 去掉星號
step-tagged = 加標籤「{ $tag }」
step-untagged = 去掉標籤「{ $tag }」
# $reason：出了什麼問題
step-not-read = 要復原的內容讀不出來：{ $reason }
# $count：復原了幾處；$refused：幾處沒有
undo-refused = 已復原 { $count-shown } 處。另有 { $refused-shown } 處後來在別處改過，未動。
redo-refused = 已重做 { $count-shown } 處。另有 { $refused-shown } 處後來在別處改過，未動。
step-forgotten = 這一步已不在標記檔裡：{ $refused-shown } 篇維持原樣。
# 系統不通知資料夾的變化時，說一次。
watch-network = 資料夾在網路上，那裡的變化未必自動顯示；按 R 重新檢視。
watch-limit = 系統監看的資料夾已達上限（fs.inotify.max_user_watches），有些變化不會自動顯示；按 R 重新檢視。
watch-ended = 監看已經中止
# $error：系統的說法
watch-refused = 資料夾的變化不會自動顯示（{ $error }）；按 R 重新檢視。
# 執行時重新讀了設定，沒有不對的地方。
settings-read = 設定有變更，已經生效。
looking-again = 正在重新檢視資料夾。
looked-again = 資料夾已看過，目錄與之一致。
characters-original = 照原文顯示。
characters-simplified = 以簡體顯示；複製的仍是原文。
characters-traditional = 以繁體顯示；複製的仍是原文。
no-such-key = { $keys } 在這裡不起作用；按 ? 檢視按鍵。
mastodon-unset = 請在 config.toml 裡寫 mastodon
share-not-openable = 這一項只能複製，不能開啟：按 Enter。
qr-too-large = 視窗太小，放不下 QR 碼；請放大視窗，或複製連結。
qr-hint = 按任一鍵離開
scan-binary = { $binary-shown } 個檔案不是文字，已略過；`newsprint check` 會列出。
scan-unreadable = { $unreadable-shown } 個檔案或資料夾無法讀取；`newsprint check` 會列出。
scan-both = 已略過：{ $binary-shown } 個不是文字，{ $unreadable-shown } 個無法讀取；`newsprint check` 會列出。
worker-failed = { $task }時出了錯，已寫入記錄檔；可以繼續使用。
task-list = 整理列表
task-scan = 檢視資料夾
task-watch = 監看資料夾
task-page = 讀取文章
task-setting = 排版
task-find = 在文章裡尋找
task-snippets = 為列表摘錄內文
task-marks = 儲存標記
task-many = 更改標記
task-searches = 儲存搜尋
task-archives = 開啟文庫
task-settings = 讀取設定
task-theme = 儲存主題
task-desktop = 開啟或複製
task-programs = 執行程式
marks-unavailable = 標記無法儲存：{ $reason }
marks-not-saved = 標記尚未儲存：{ $reason }
marks-newer = 標記來自更新版本的 newsprint：只能看，不能改；要改，請啟動那個版本。
marks-read-only = 標記檔無法寫入：在恢復之前，變更只留在記憶體裡。`newsprint paths` 會寫出它在哪裡，請檢查寫入權限。
marks-replaced = { $path } 現在是另一個標記檔：顯示的是其中的標記。
marks-restored = 標記檔已損毀，現改名為 { $path } 留存；已換上備份 { $copy }，此後所作的標記可能缺少。
marks-begun-anew = 標記檔已損毀，現改名為 { $path } 留存；沒有完好的備份，標記從頭開始。
problem-more = { $text }（另有 { $count-shown } 條：newsprint config check）

# 搜尋寫錯的地方。
query-bad-value = { $field }：後面的看不懂
query-bad-date = { $field }：後面寫 2024、2024-04、20240409、2023..2024、>2024-04、7d 或昨天
query-bad-is = { $field }：後面寫未讀、已讀、星標或新
query-bad-has = { $field }：後面寫圖片、影片或分享
query-bad-lang = { $field }：後面寫語言，如中文、繁體、英文，或代碼 zh、zh-Hant、en
query-bad-length = { $field }：後面寫數字，如 1200、>2000、500..1500
query-bad-host = { $field }：後面寫主機名稱，如 dw.com
query-bad-path = { $field }：後面寫資料夾或檔案，如 2024/04
query-bad-id = { $field }：後面寫文章詳細資料裡的那 32 位代碼
query-bad-pinyin = { $field }：後面寫拼音，如 lflf、lafuluofu
query-bad-sort = { $field }：後面寫日期、標題、來源、篇幅或相關度；前面加 - 則倒序
query-unknown-source = { $field }：這裡沒有叫這個名字的媒體；只寫開頭，按 Tab 補全
query-unknown-tag = { $field }：沒有文章帶這個標籤；只寫開頭，按 Tab 補全
query-unknown-source-near = { $field }：這裡沒有叫這個名稱的媒體；是不是 { $near }？
query-unknown-tag-near = { $field }：沒有文章帶這個標籤；是不是 { $near }？
query-unknown-lang = { $field }：沒有這種語言；如中文、繁體、英文，或代碼 zh、zh-Hant、en
query-no-saved-search = 沒有存過這個名稱的搜尋
query-saved-search-in-itself = 這個搜尋引用了它自己
query-unclosed-quote = 引號沒有成對
query-unclosed-group = 括號沒有成對
query-unopened-group = 多了一個括號
query-empty-field = { $field }：後面要寫什麼？
query-missing-operand = 這裡少了什麼
query-nothing-left = 這裡沒有可搜尋的內容
query-too-deep = 括號太多

# Programs of the reader's own: the menu, the pipe, what came of them.
open-with-menu = 開啟方式
open-with-hints = Enter 執行   y 複製   Esc 離開
own-none = 還沒有命令；在 config.toml 裡用 [[command]] 新增。
own-too-many = 選了 { $count-shown } 篇；命令一次最多用於 { $most } 篇。
own-waits = 前一個命令還在執行；Esc 停止它。
own-runs = { $name } 執行中…   Esc 停止
own-runs-of = { $name } 執行中：{ $done-shown }/{ $total-shown }   Esc 停止
own-stopped = { $name } 已停止。
own-silent = { $name } 已結束，沒有輸出。
own-started = { $count ->
   *[other] { $name } 已啟動（{ $count-shown } 篇）。
}
own-of = ── { $title }
own-cut = [後面的沒有保留]
own-failed = 程式沒能執行；詳情見記錄檔。
own-no-link = 《{ $title }》沒有連結，而命令需要連結。
own-enter = 按 Enter 繼續。
palette-own = 自己的命令
pipe-prompt = 傳給命令（{ $form }）：
pipe-prompt-hints = Tab 換格式   ! 開頭：佔用螢幕   C-p 以前的   Esc
pipe-form-text = 內文
pipe-form-markdown = Markdown
pipe-form-html = HTML
pipe-form-json = JSON

# Places under letters.
places-menu = 位置
places-hints = 按字母前往   Del 刪除   Esc 離開
places-return = 回到剛才的地方
place-which = 記在哪個字母下？a 到 z
place-no-letter = 位置只能記在字母 a 到 z 下；什麼也沒記。
place-kept = 位置記在 { $letter } 下；按 ' 再按 { $letter } 就回到這裡。
place-forgotten = { $letter } 下的位置已刪除。
place-not-kept = 位置沒有改動：{ $reason }

# What is wrong with a command line.
program-empty = 這裡沒有寫程式名稱。
program-unclosed = 有一個引號沒有配對。
program-unknown = 這裡沒有 { $written }；可以用 { $names }。{ $itself } 表示它本身。
program-text = 內文太長，不能當參數；命令會從標準輸入讀到它。
program-from-article = 這樣會由文章決定執行什麼程式；請寫明程式名稱。
program-operator = 中間沒有 shell，{ $word } 不起作用；請寫進自己的指令稿。
program-code = 這樣會由文章決定 { $program } 執行什麼。把值放在程式碼後面，當單獨的參數，就沒有危險。
program-shell = { $program } 會把文章裡的內容交給 shell；請寫進自己的指令稿。

# 複製了什麼

copied-link = 連結
copied-links = { $count-shown } 條連結
# $name：分享到何處，如 Telegram
copied-for-target = 用於 { $name } 的連結
copied-lines = 選取的文字
copied-filter = 篩選條件
copied-tag = 標籤
copied-message = 訊息
copied-command = 命令
copied-search = 搜尋
copied-folder = 資料夾
links-too-many = 選了 { $count-shown } 篇；一次最多複製 { $most-shown } 條連結。
share-takes-one = 選了 { $count-shown } 篇；選單只管游標所在的這一篇。按 y 複製全部連結。
opens-one = 選了 { $count-shown } 篇；一次只開啟一篇。按 Esc 取消選取，按 y 複製全部連結。
