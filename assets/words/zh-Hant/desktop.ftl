# 開啟、複製與 QR 碼。代入的值已經過濾。

## 將要開啟的連結

link-mixed-scripts = 主機名稱裡有容易混淆的字母，這裡顯示的是它的原形。
link-user-info = 「@」前面的（{ $name }）是使用者名稱，不是主機。

## 不能開啟的連結

link-refused-empty = 沒有可以開啟的連結。
link-refused-control = 沒有開啟：連結裡有控制字元。{ $link }
link-refused-option = 沒有開啟：連結以「-」開頭。{ $link }
link-refused-scheme = 只開啟 http 和 https，不開啟 { $scheme }。請複製：{ $link }
link-refused-no-host = 沒有開啟：連結裡沒有主機。{ $link }
link-refused-malformed = 沒有開啟：這不是有效的連結。{ $link }
link-refused-too-long = 沒有開啟：連結長達 { $kilobytes } KB。請複製：{ $link }

## 開啟

browser-opened = 已開啟 { $host }。
browser-opened-in = 已在 { $program } 中開啟 { $host }。
browser-back-from = 已從 { $program } 回來（{ $host }）。
browser-shown = 這裡無法開啟瀏覽器。連結通往 { $host }：{ $link }
browser-not-started = 無法啟動 { $program }：{ $reason }。請把 BROWSER 設為別的程式。
browser-failed = { $program } 一啟動就結束了（{ $status }）。請在 shell 裡試試看，或把 BROWSER 設為別的程式。
browser-none-of-desktop = 桌面沒有開啟瀏覽器：{ $reason }。請把 BROWSER 設為一個程式。

## 複製

# $what：下面各項之一，或分享選單的一項
copied = 已複製：{ $what }。
sent-to-terminal = 已交給終端機：{ $what }。
sent-to-terminal-and-tmux = 已放進 tmux 的緩衝區，並交給終端機：{ $what }。
too-long-saved = 太長，終端機裝不下：{ $what }；已存入 { $path }
too-long-in-tmux = 太長，終端機裝不下：{ $what }；已放進 tmux 的緩衝區，並存入 { $path }
copy-failed = 太長，終端機裝不下，也沒能存入 { $folder }：{ $reason }；請騰出空間，或少複製一些
copy-nothing = 沒有可以複製的。

## QR 碼

qr-too-long = { $bytes } 位元組太多，做不成 QR 碼。請複製連結。

## Programs of the reader's own

program-missing = PATH 裡沒有程式 { $program }。請安裝，或寫出它的完整路徑。
program-not-started = 無法啟動 { $program }：{ $reason }
program-failed = { $program } 以結束代碼 { $code } 結束。
program-failed-saying = { $program } 以結束代碼 { $code } 結束：{ $complaint }
program-killed = { $program } 被訊號 { $signal } 終止。
program-killed-saying = { $program } 被訊號 { $signal } 終止：{ $complaint }
