# 命令列。

cli-about = 終端機裡的新聞閱讀器。它開啟一個存著文章的資料夾，從不變更其中的檔案。
cli-after = 不寫資料夾時，開啟上次的文庫；設定裡取了名的，只在那些裡挑。第一次開啟設定裡的第一個，沒有就開啟指南。`newsprint config path` 說明設定在哪裡。
cli-fresh = 從頭開始：不回到上次的資料夾、搜尋和位置；那些留給下一次
cli-private = 這一次什麼都不留：標記、索引、搜尋紀錄和記錄檔都不寫；以前留下的照常讀取
cli-folders = 存著文章的資料夾或檔案，或設定裡文庫的名字；寫幾個就合在一起開啟
cli-archive = 文章所在的資料夾，或設定裡文庫的名字；可以寫多次
cli-query = 搜尋的詞，寫法與搜尋列裡一樣；幾個詞合為一個搜尋
cli-query-faulty = 看不懂這個搜尋：
cli-list = 列出文庫裡的文章，或搜尋到的文章，由新到舊
cli-list-sort = 次序：date、title、source、length 或 relevance；前面加減號則倒過來
cli-list-limit = 最多寫出幾篇
cli-list-count = 只寫出篇數
cli-list-format = 列表的格式
cli-index = 為文庫建立索引，每個詞一搜即得
cli-index-rebuild = 重新建立索引
cli-index-status-flag = 只說索引建到哪裡，不動手
# $total 篇中的 $done 篇；在 $folder 裡佔 $size
cli-index-status = { $total-shown } 篇中已索引 { $done-shown } 篇；佔 { $size }，在 { $folder }
# 用 $seconds 秒索引了 $new 篇
cli-index-done = 用 { $seconds-shown } 秒索引了 { $new-shown } 篇；共 { $total-shown } 篇中已有 { $done-shown } 篇，佔 { $size }
size-kilobytes = { $count-shown } KB
size-megabytes = { $count-shown } MB
cli-index-busy = 另一個 newsprint 正在索引這個文庫；請等它做完，或用 --status 看它做到哪裡
cli-index-guide = 指南不需要索引
cli-check = 逐個說明有異樣的檔案：是什麼、在哪裡、怎樣讀的
cli-check-format = 輸出的格式
cli-star = 為搜尋到的文章加星號
cli-star-off = 改為去掉星號
cli-mark-read = 把搜尋到的文章標為已讀
cli-mark-read-off = 改為標為未讀
cli-tag = 為搜尋到的文章加標籤、去標籤
cli-tag-after = 標籤寫在搜尋之後：從第一個帶加號的詞開始；沒有加號時，從最後一個不帶減號的詞之後開始。
cli-marks = 把全部標記寫進檔案，或併入一個檔案裡的標記
cli-marks-export = 把全部標記和儲存的搜尋寫成 JSON 行
cli-marks-export-file = 要寫的檔案；不寫則輸出到螢幕
cli-marks-import = 從 JSON 行併入標記和儲存的搜尋；每個標記以後改的為準
cli-marks-import-file = 要讀的檔案；不寫則從輸入讀取
cli-show = 把文章顯示為文字
cli-show-files = 文章的檔案
cli-show-width = 每行的欄數
cli-show-format = 文章的格式；JSON 為每個檔案一份
cli-show-characters = 中文用哪種字；JSON 裡總是原文
cli-show-why = 改為說明哪條網站規則略去或辨識了什麼；用 JSON 時與文章一同寫出
cli-guide = 開啟指南
cli-keys = 列出每個指令和它的鍵，並說明設定裡的鍵哪裡不對
cli-keys-format = 用什麼格式寫出
cli-paths = 說明設定、規則、標記和記錄檔在哪裡
cli-config = 說明設定在哪裡、原本是什麼，或您寫的哪裡不對
cli-config-path = 寫出 config.toml 的位置
cli-config-default = 寫出全部設定的預設值，逐項說明
cli-config-check = 檢查 config.toml 以及規則、主題、按鍵和文庫；有錯時結束碼為 1
cli-completions = 寫出 shell 的自動補全腳本
cli-completions-shell = 哪一種 shell
cli-man = 寫出手冊頁；用 newsprint man | man -l - 檢視
cli-set = 只在這一次：一項設定，寫法如 measure=66；可以寫多次
cli-theme = 只在這一次：佈景主題
cli-colours = 只在這一次：顏色數，true、256、16 或 none
cli-language = 只在這一次：語言，en、zh-Hans 或 zh-Hant
config-sound = 沒有不對的地方
# $name：文庫的名字；$fault：資料夾哪裡不對
config-archive = config.toml：archives：{ $name }：{ $fault }
# $name：文庫的名字，也是指令的名字
config-archive-hidden = config.toml：archives：{ $name } 是指令的名字；這個文庫只能用 ga 開啟
# The columns of the list of keys.
keys-command = 指令
keys-list = 目錄裡
keys-page = 頁面裡
keys-what = 做什麼

list-binary = { $path }：不是文字，已略過
list-unreadable = { $path }：無法讀取：{ $error }；已略過，請檢查權限

# 逐個說明異樣時，寫在路徑之後。
check-binary = 不是文字，沒有讀
check-unreadable = 無法讀取：{ $error }
check-summary = 看了 { $files-shown } 個檔案，{ $odd ->
    [0] 都沒有異樣
   *[other] 其中 { $odd-shown } 個有異樣
}，{ $unread-shown } 個沒有讀

# $name：所問的名稱；$near：這裡有的、相近的
unknown-source = 這裡沒有叫「{ $name }」的媒體
unknown-source-near = 這裡沒有叫「{ $name }」的媒體；是不是 { $near }？
unknown-tag = 這裡沒有文章帶標籤「{ $name }」
unknown-tag-near = 這裡沒有文章帶標籤「{ $name }」；是不是 { $near }？
unknown-lang = 這裡沒有語言是「{ $name }」的文章

mark-no-query = 這樣沒有指明任何文章；要全部文章，寫 `is:unread` 和 `is:read`
mark-read = { $changed-shown } 篇標為已讀，{ $already-shown } 篇原已如此
mark-unread = { $changed-shown } 篇標為未讀，{ $already-shown } 篇原已如此
mark-starred = { $changed-shown } 篇已加星號，{ $already-shown } 篇原已如此
mark-unstarred = { $changed-shown } 篇去掉了星號，{ $already-shown } 篇本來沒有

mark-tagged = { $changed-shown } 篇的標籤有變更，{ $already-shown } 篇原已如此
mark-no-tag = 請在搜尋之後寫標籤：+戰爭 加上，-戰爭 去掉
mark-not-a-tag = 「{ $word }」不是標籤：+戰爭 加上，-戰爭 去掉

marks-exported = 寫出 { $count-shown } 篇
marks-exporting = 已寫出 { $count-shown } 篇…
marks-importing = 已讀入 { $count-shown } 篇…
marks-imported = 讀入 { $read-shown } 篇，這裡變更了 { $changed-shown } 篇{ $faulty ->
    [0] 。
   *[other] ；有 { $faulty-shown } 行不是文章，已略過。
}
marks-unknown-key = 這個版本不認得「{ $key }」，已略去
searches-exported = 寫出儲存的搜尋 { $count-shown } 個
searches-imported = 讀入儲存的搜尋 { $read-shown } 個，這裡變更了 { $changed-shown } 個。
marks-bad-line = 第 { $line } 行：無法讀取：{ $reason }；已略過
marks-not-written = 無法寫入「{ $path }」：{ $reason }；請換一個檔案
marks-not-read = 無法讀取「{ $path }」：{ $reason }；請檢查名稱

# 網站規則做了什麼。
why-entries = 規則
why-entry = { $entry }（{ $place }）
why-entry-built-in = { $entry }（內建）
why-dropped = 略去
why-applied = 辨識
why-refused = 沒有執行，否則刪去太多
why-nothing = 沒有規則略去或辨識任何東西。
why-rule = { $what } · { $entry }，{ $place }
why-rule-built-in = { $what } · { $entry }，內建，{ $place }
# $total：文章的詞數；$before：別的規則已略去的詞數
why-too-greedy = { $total-shown } 詞中的 { $words-shown } 詞
why-too-greedy-after = { $total-shown } 詞中的 { $words-shown } 詞，此前別的規則已略去 { $before-shown } 詞
why-words = { $words-shown } 詞
why-words-of = { $words-shown } 詞：{ $text }
why-times = { $times-shown } 次
why-times-first = { $times-shown } 次：{ $text }

paths-settings = 設定
paths-rules = 規則
paths-marks = 標記
paths-cache = 快取
paths-log = 記錄檔

# $count：已讀、星號、位置的變更數
marks-lost = 有 { $count-shown } 處標記的變更沒能儲存；原因見記錄檔。

# 說明的各個部分。
cli-usage = 用法：
cli-commands = 指令
cli-arguments = 參數
cli-options = 選項
cli-help = 顯示說明
cli-version = 顯示版本
# $default：不寫時的值；$values：可以寫的值
cli-default = [預設：{ $default }]
cli-values = [可用：{ $values }]

# 手冊頁。
man-name = 名稱
man-synopsis = 用法
man-description = 說明
man-about = newsprint 開啟一個存著文章的資料夾，一個檔案一篇，像一本好書那樣排版。每個詞邊打邊找；已讀、星號、標籤和每篇的位置存在別處，從不變更這個資料夾。在程式裡，? 列出按鍵，: 尋找指令，指南教您使用。
man-files = 檔案
man-file-settings = 設定。newsprint config default 寫出全部設定，逐項說明；檔案一改，馬上生效。
man-file-rules = 您自己的網站規則。
man-file-themes = 您自己的佈景主題。
man-file-marks = 已讀、星號、標籤和位置：請好好保存。
man-file-cache = 目錄和索引，可以重新建立。
man-file-state = 記錄檔、以前的搜尋、上次的位置。
man-environment = 環境變數
# $variable：設定 theme 的變數
man-variables = 每項設定都有一個變數，名字大寫：{ $variable } 就是設定 theme。它蓋過 config.toml，命令列又蓋過它。XDG_CONFIG_HOME、XDG_DATA_HOME、XDG_CACHE_HOME 和 XDG_STATE_HOME 可以改變檔案的位置。
man-no-color = 設了它，就不用顏色。
man-browser = 瀏覽器；其中的 %s 代表連結。
man-exit = 結束碼
man-exit-well = 一切順利。
man-exit-partly = 有些內容沒能讀出或做到，或者檢查發現了錯誤。
man-exit-usage = 命令列上寫的用不了。
