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
odd-long-title = 標題過長，已截短
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
page-hangs = 「{ $path }」遲遲讀不出來：它所在的磁碟或網路沒有回應。其他文章可以照常閱讀；請稍後再回到這一篇

## 終端機，以及檔案的位置

terminal-none = 輸出端不是終端機；在管線裡請用 `newsprint list` 或 `newsprint show`
terminal-no-input = 沒有可以讀取按鍵的終端機（{ $reason }）；請在終端機裡啟動 newsprint
terminal-mode = 終端機無法設為逐鍵讀取（{ $reason }）；請換一個終端機
terminal-program = 無法啟動 { $program }（{ $reason }）；請確認已經安裝
no-home = 找不到家目錄；請設定 HOME，或 XDG_CONFIG_HOME、XDG_DATA_HOME、XDG_CACHE_HOME 和 XDG_STATE_HOME

## 設定、主題和規則的檔案
# $name：設定的名稱；$value：所寫的；$allowed：可寫的；$kind：文字、數字……

# $what：下面各條之一
fault-place = { $place }：{ $what }
# $what：TOML 的說法
fault-toml = TOML 寫法有誤（{ $what }）；應寫成 名稱 = "文字"、名稱 = 72 或 名稱 = true
fault-toml-twice = 這個名稱在檔案裡出現了兩次；請去掉一處
fault-not-text = { $name } 寫成了{ $kind }；應是引號裡的文字
fault-not-list = { $name } 寫成了{ $kind }；應是清單：["…", "…"]
fault-empty-path = { $name } 裡有空的路徑；沒有路徑時寫空清單：[]
fault-not-among = { $name } 寫成了「{ $value }」；可以是 { $allowed }
fault-not-among-near = { $name } 寫成了「{ $value }」；是不是 { $near }？可以是 { $allowed }
fault-not-in = { $name } 裡寫了「{ $value }」；可以有 { $allowed }
fault-no-host = { $name } 寫成了「{ $value }」；應是主機名稱，如 mastodon.example，也可以留空
fault-no-digits = { $name } 沒有數字；應是 { $least } 到 { $most } 的數字
fault-out-of-range = { $name } 寫成了 { $value }；應是 { $least } 到 { $most } 的數字
fault-not-number = { $name } 寫成了{ $kind }；應是 { $least } 到 { $most } 的數字
fault-not-switch = { $name } 寫成了{ $kind }；應是 true 或 false
fault-no-order = { $name } 寫成了「{ $value }」；可以是 date、title、source、length 或 relevance，前面可加 -
fault-no-zone = { $name } 寫成了「{ $value }」；應是時區名，如 Asia/Taipei
fault-no-setting = 沒有叫 { $name } 的設定；newsprint config default 列出全部
fault-no-setting-near = 沒有叫 { $name } 的設定；是不是 { $near }？
fault-twice = { $name } 裡 { $value } 寫了兩次；請去掉一個
fault-no-width = { $name } 裡寫了「{ $value }」；{ $column } 在這裡不能指定寬度
fault-width = { $name } 裡寫了「{ $value }」；寬度應是 { $least } 到 { $most } 的數字
fault-no-title = { $name } 裡沒有標題；請在標題該在的位置寫上 "title"
fault-keys = { $name } 寫成了{ $kind }；應是引號裡的文字，或者表：[keys]
fault-keys-table = { $name } 應是一個表：[keys.{ $name }]
fault-key = 「{ $name }」寫成了{ $kind }；應是引號裡的指令名，不要指令時寫 ""
fault-misplaced = { $name }：這一行應寫在 [keys] 上面
fault-theme = 主題裡沒有「{ $value }」；可以有 for、like、grounds 和表 [roles]
fault-theme-auto = 主題不能叫 auto；請給檔案換個名稱
fault-roles = roles 應是一個表：[roles]
fault-no-role = 沒有叫「{ $value }」的角色；角色有 { $allowed }
# $example：寫法
fault-role-table = { $name } 應是一個表：{ $example }
fault-role-part = { $name } 不是 text、ground 或 style
fault-no-colour = { $name } 寫成了「{ $value }」；應是顏色，如 #1c1c1c
fault-no-own-colour = { $name } 寫成了「{ $value }」；應是顏色，如 #1c1c1c，或者終端機自己的顏色：{ $allowed }，前面可加 bright-
fault-pattern = 模式 { $value } 看不懂（{ $reason }）；應是正規表示式，如 '^Advert'
fault-selector = 選擇器 { $value } 看不懂；應是 CSS 選擇器，如 div.share > a
fault-rule-zone = 沒有叫 { $value } 的時區；例如 Europe/Paris
fault-date-format = 日期格式 { $value } 看不懂；應是 strftime 的格式，如 %d/%m/%Y - %H:%M
fault-parameter = 「{ $value }」不是參數名；例如 fbclid，多個可寫 utm_*
fault-no-id = 項目沒有名稱；例如 id = "rfi"
fault-no-hosts = { $value } 不是已知的項目，又沒有寫主機；例如 hosts = ["rfi.fr"]，所有主機寫 ["*"]
fault-host-taken = { $value } 屬於項目 { $entry }；要補充它，寫 id = "{ $entry }"；要取代它，再加 replace = true
fault-no-rules = 沒有規則檔案 { $path }；請檢查 config.toml 裡的 rules
fault-unreadable = 無法讀取 { $path }：{ $reason }；請檢查權限
fault-no-file = { $path } 不是檔案，沒有讀取；請放一個一般檔案
# $header：表的開頭；$other：已經用它的；$most：字元數
fault-not-tables = { $name } 要一項一個表：{ $header }
fault-lacking = { $header } 缺少 { $name }；必須有 { $allowed }
fault-above = { $name }：應當寫在 { $header } 之前
fault-no-field = { $header } 沒有 { $name } 這一項；可以有 { $allowed }
fault-length = { $name } 有 { $count } 個字元；應為 1 到 { $most } 個
fault-letter-taken = { $name } 是「{ $value }」，這個字母在每個選單裡都另有用處；請換一個
fault-no-letter = { $name } 是「{ $value }」；應為一個字母或數字
fault-letter-twice = 字母 { $value } 已歸 { $other }
fault-name-twice = 另一個命令已經叫「{ $value }」
fault-no-placeholder = { $name } 裡有 { $value }；可用的是 { $allowed }
fault-no-link = { $name } 得不出連結；應以 https:// 或 mailto: 開頭
fault-stays = { $name } 不能改；{ $other } 自有一個
fault-template = { $name } 讀不懂：{ $reason }
fault-not-archives = archives 是{ $kind }；應為列表：["…", "…"]，或者表：[archives]
fault-archive-name = 文庫的名稱要能寫在一行裡
fault-archive-empty = { $name } 沒有資料夾；寫上一個，或者去掉它
kind-text = 文字
kind-number = 數字
kind-switch = true 或 false
kind-date = 日期
kind-list = 清單
kind-table = 表

## 按鍵
# $line：config.toml 的行；$keys：所寫的按鍵；$place：keys-in-list 或 keys-in-page

keys-in-list = 目錄
keys-in-page = 頁面
keys-no-command = config.toml:{ $line }：沒有叫 "{ $name }" 的指令；`newsprint keys` 列出全部指令
keys-no-command-near = config.toml:{ $line }：沒有叫 "{ $name }" 的指令；是不是 { $near }？
keys-no-key = config.toml:{ $line }："{ $keys }" 不是按鍵；按鍵寫成 j、gg、C-d、A-x、Space、F1
keys-twice = config.toml:{ $line }："{ $keys }" 在{ $place }裡同時給了 { $first } 和 { $second }；以 { $second } 為準
keys-hides = config.toml:{ $line }："{ $keys }" 在{ $place }裡立即執行 { $command }，後面的 { $hidden } 就按不到了
keys-not-bound = config.toml:{ $line }："{ $keys }" 在{ $place }裡本來就沒有作用，無須去掉
keys-same-as = config.toml:{ $line }：終端機分不清 "{ $keys }" 和 "{ $same }"；請改用 "{ $same }"
keys-count = config.toml:{ $line }："{ $keys }" 按不到：指令前的數字是次數
keys-gives-up = config.toml:{ $line }："{ $keys }" 按不到：Esc 會放弃已按的鍵
keys-may-not-arrive = config.toml:{ $line }："{ $keys }" 未必能收到：有的終端機用 C-s、C-q 暫停和恢復輸出，用 C-\ 結束程式，把 C-j 當作 Enter
keys-begins-others = config.toml:{ $line }："{ $keys }" 收不到：終端機傳送方向鍵、功能鍵時，開頭與它相同；請換一個鍵
keys-no-way-out = config.toml:{ $line }：{ $place }裡沒有結束或指令面板的鍵了；按 C-c 結束

## 標記檔案
# $path：檔案或資料夾；$reason：系統的說法

store-folder = 無法為標記建立資料夾 { $path }：{ $reason }；請自己建立，或把 XDG_DATA_HOME 設為可以寫入的資料夾
store-file = 無法開啟標記檔案 { $path }：{ $reason }；請檢查讀寫權限
store-not-ours = { $path } 不是 newsprint 的標記檔案，未作變更；把它移走，標記才能儲存
store-damaged = 標記檔案 { $path } 已損毀（{ $reason }），未作變更；請啟動 newsprint：它會把這個檔案另存一旁，改用最新的完好備份
store-read-only = 標記無法儲存：{ $path } 只能讀取；請檢查寫入權限
store-newer = 標記沒能儲存：{ $path } 來自更新版本的 newsprint；要改，請啟動那個版本
store-moved = 標記檔案 { $path } 在執行時被移走或刪除；重新開啟後再儲存標記
store-full = 磁碟空間不足，標記無法存入 { $path }；騰出空間後會自動儲存
store-disk = 磁碟不接受寫入 { $path } 的標記（{ $reason }）；可能是配額用盡、磁碟故障或已變為唯讀。可寫之後會自動儲存
store-busy = 別的程式正在使用標記檔案 { $path }；等它用完就儲存標記
store-backup = 無法寫入 { $path }（標記換用新格式之前的備份）：{ $reason }；標記未作變更。請騰出空間，再重新啟動
store-daily-copy = 無法寫入 { $path }（當天的標記備份）：{ $reason }；標記本身沒有變化
store-database = 無法使用 { $path } 裡的標記：{ $reason }；請重新啟動 newsprint，若仍如此，請檢查磁碟

## 快取：索引與列表

index-missing = { $folder } 裡沒有索引；`newsprint index` 可以建立
index-other-version = { $folder } 裡的索引是別的版本的 newsprint 做的；`newsprint index --rebuild` 可以重建
index-damaged = { $folder } 裡的索引已損毀（{ $reason }）；`newsprint index --rebuild` 可以重建
index-replaced = 另一個 newsprint 重建了 { $folder } 裡的索引；請重新啟動，以便使用
index-busy = 另一個 newsprint 正在寫 { $folder } 裡的索引；等它寫完就齊全了
index-full = 磁碟空間不足，放不下 { $folder } 裡的索引；請騰出空間，再執行 `newsprint index`
index-io = 無法使用 { $folder } 裡的索引：{ $reason }；請檢查讀寫權限
index-failed = 無法使用 { $folder } 裡的索引（{ $reason }）；請重新啟動 newsprint，若仍如此，`newsprint index --rebuild` 可以重建
catalogue-missing = { $path } 裡還沒有列表；讀取資料夾時會建立
catalogue-outdated = { $path } 裡的列表是別的版本或按別的規則做的；正在重建
catalogue-damaged = 列表檔案 { $path } 已損毀；正在重建
catalogue-damaged-row = 列表裡有一行已損毀；正在重建
catalogue-full = 檔案太多，一個列表放不下；請少開啟幾個資料夾
catalogue-file = 無法使用 { $path }：{ $reason }；請檢查資料夾和磁碟空間，沒有它也能列出文章
cache-folder = 無法使用快取資料夾 { $folder }（{ $reason }）；請檢查寫入權限，沒有它也能用，只是慢些
cache-lost = 快取資料夾 { $folder } 在使用中被刪除；裡面的內容正在重建
cache-lost-again = 快取資料夾 { $folder } 再次被刪除；清單不用快取繼續運作，只是慢一些

## 系統說明失敗的原因，代入上面的 $reason

system-not-found = 沒有這個檔案
system-denied = 沒有權限
system-full = 空間不足
system-read-only = 只能讀取
system-no-folder = 不是資料夾
system-is-folder = 是資料夾
system-exists = 已經存在
system-interrupted = 被中斷
system-timed-out = 等得太久
