# The share menu: what can be copied or opened for one article.

share-menu = Share
share-hints = Enter copy  o open  Esc leave
share-nothing = This article has nothing to share

# Entries, in the order of the menu.
share-quotation = selected lines as a quotation
share-title-link = title and link
share-title-source = title and source
share-short-link = short link
share-whole-article = whole article
share-whole-as-shown = whole article as shown
share-markdown = Markdown
share-citation = citation
share-readable-link = readable link
share-x = X
share-telegram = Telegram
share-mastodon = Mastodon
share-whatsapp = WhatsApp
share-facebook = Facebook
share-email = e-mail
share-other = a target of your own
share-qr = QR code

# Notes beside an entry.
# $target: for whom the outlet made the short link, such as X
share-note-via = via { $target }
# $style: the citation style, such as BibTeX
share-note-style = { $style }
# $at: the first character at which such a site cuts the link
share-note-cut = some sites cut it at “{ $at }”
share-note-copied-only = copied, never opened
share-note-of-short-link = of the short link
share-note-of-link = of the link
