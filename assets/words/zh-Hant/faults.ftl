# 檔案的異樣，以及出錯的地方。

## 文章

odd-encoding = 不是 UTF-8，按 { $encoding } 讀取
odd-encoding-guessed = 不是 UTF-8，按 { $encoding } 讀取，只是猜測
odd-byte-order-mark = 文字前有位元組順序記號，已略去
odd-carriage-returns = 行尾是 CR，當作換行讀取
odd-control-characters = 有控制字元，已略去
odd-empty = 檔案是空的
odd-bad-bytes = 有不成文字的位元組，顯示為 �
odd-nul = 文字裡有 NUL 位元組，已略去
odd-no-stamp = 沒有時間戳記：以媒體或檔案的日期為準
odd-stamp-in-seconds = 時間戳記以秒計，不是毫秒
odd-absurd-stamp = 時間戳記不是可用的時間：{ $stamp }
# $element：標題所在的 HTML 元素
odd-title-of-element = 沒有標題，取自 { $element }
odd-title-of-words = 沒有標題，取自開頭的幾個詞
odd-title-of-file = 沒有標題，取自檔名
odd-title-line = 標題行裡的括號不成對，或有兩種讀法
odd-link-without-scheme = 連結沒有協定，當作 https
odd-raw-link = 連結裡有空白或未編碼的字元
odd-unusable-link = 連結不是 http 或 https：{ $link }
odd-no-link = 沒有連結
odd-dashes = 六個短橫的那一行缺失，或長短不對
odd-blank-before = 開頭有空行
odd-second-stamp = 有第二個時間戳記，以第一個為準
odd-order = 時間戳記不在最前面
odd-no-body = 沒有內文
odd-plain-body = 內文是純文字
odd-cut-bytes = 文章被截斷：超過 { $megabytes } MB
odd-cut-stops = 文章被截斷：標籤、實體和行太多
odd-cut-nodes = 文章被截斷：元素太多
odd-cut-depth = 文章被截斷：元素的巢狀太深
odd-cut-attributes = 文章被截斷：標籤的屬性太多
odd-too-long-for-rules = 太長，沒有套用網站規則，只找了日期
# $what：規則略去什麼；$site：所在的項目；$place：檔案和行
# 會略去 $total 詞中的 $words 詞，此前別的規則已略去 $before 詞
odd-rule-too-greedy = { $site } 的規則「{ $what }」（{ $place }）會略去 { $total } 詞中的 { $words } 詞，沒有執行
odd-rule-too-greedy-after = { $site } 的規則「{ $what }」（{ $place }）會略去 { $total } 詞中的 { $words } 詞，此前別的規則已略去 { $before } 詞，沒有執行

## 文庫
# $path：所寫的名稱；$reason：系統的說法

archive-missing = 沒有「{ $path }」這個資料夾或檔案；請核對名稱
archive-forbidden = 沒有權限讀取「{ $path }」（{ $reason }）；請檢查權限
archive-neither = 「{ $path }」既不是資料夾也不是檔案；請寫一個存著文章的資料夾
archive-is-folder = 「{ $path }」是資料夾；其中的文章可用 `newsprint list --archive` 列出
archive-binary = 「{ $path }」不是文字；請寫一篇存下的文章
archive-unreadable = 無法讀取「{ $path }」（{ $reason }）；按 `R` 重新檢視資料夾

## 終端機，以及檔案的位置

terminal-none = 輸出端不是終端機；在管線裡請用 `newsprint list` 或 `newsprint show`
terminal-no-input = 沒有可以讀取按鍵的終端機（{ $reason }）；請在終端機裡啟動 newsprint
terminal-mode = 終端機無法設為逐鍵讀取（{ $reason }）；請換一個終端機
terminal-program = 無法啟動 { $program }（{ $reason }）；請確認已經安裝
no-home = 找不到家目錄；請設定 HOME，或 XDG_CONFIG_HOME、XDG_DATA_HOME、XDG_CACHE_HOME 和 XDG_STATE_HOME
