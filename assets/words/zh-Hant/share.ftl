# 分享選單：一篇文章可以複製或開啟的東西。

share-menu = 分享
share-hints = Enter 複製   o 開啟   Esc 離開
share-nothing = 這篇文章沒有可以分享的

# 各項，按選單的次序。
share-quotation = 引用選取的行
share-title-link = 標題和連結
share-title-source = 標題和來源
share-short-link = 短連結
share-whole-article = 全文
share-whole-as-shown = 全文（如螢幕所示）
share-markdown = Markdown
share-citation = 引用格式
share-readable-link = 易讀的連結
share-x = X
share-telegram = Telegram
share-mastodon = Mastodon
share-whatsapp = WhatsApp
share-facebook = Facebook
share-email = 電子郵件
share-other = 自己的分享去處
share-qr = QR 碼

# 各項旁邊的說明。
# $target：媒體為誰做的短連結，如 X
share-note-via = 來自 { $target }
# $style：引用格式，如 BibTeX
share-note-style = { $style }
# $at：有些網站從哪個字元起截斷連結
share-note-cut = 有些網站會從「{ $at }」處截斷
share-note-copied-only = 只複製，不開啟
share-note-of-short-link = 用短連結
share-note-of-link = 用連結
