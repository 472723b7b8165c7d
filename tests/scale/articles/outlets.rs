//! The forty outlets of an archive, those with the most articles first: most are
//! known to the program by their hosts, some it has never heard of.

use super::prose::Tongue;

/// How an outlet's feed dresses its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    /// Date of Paris first, lead in bold, newsletter boxes, a share row.
    Rfi,
    /// Time in italics, picture with caption, dateline, links between articles.
    Dw,
    /// Text and pictures.
    Plain,
}

/// An outlet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlet {
    /// What its links begin with, up to the number or the title.
    pub(super) link: &'static str,
    pub(super) tongue: Tongue,
    pub(super) dress: Dress,
}

const fn plain(link: &'static str, tongue: Tongue) -> Outlet {
    Outlet {
        link,
        tongue,
        dress: Dress::Plain,
    }
}

use Tongue::{English, French, German, Japanese, Korean, Russian, Simplified, Traditional};

/// All outlets.
pub(super) const OUTLETS: [Outlet; 40] = [
    Outlet {
        link: "https://www.rfi.fr/cn/%E4%B8%AD%E5%9B%BD/",
        tongue: Simplified,
        dress: Dress::Rfi,
    },
    Outlet {
        link: "https://www.dw.com/zh/",
        tongue: Simplified,
        dress: Dress::Dw,
    },
    plain("https://www.bbc.com/zhongwen/simp/world-", Simplified),
    plain("https://cn.nytimes.com/world/", Simplified),
    plain("https://www.voachinese.com/a/", Simplified),
    plain("https://www.zaobao.com.sg/news/world/story", Simplified),
    plain("https://www.cna.com.tw/news/aopl/", Traditional),
    plain("https://www.reuters.com/world/", English),
    plain("https://www.thepaper.cn/newsDetail_forward_", Simplified),
    plain("https://news.ltn.com.tw/news/world/paper/", Traditional),
    plain("https://www.xinhuanet.com/world/", Simplified),
    plain("https://www.theguardian.com/world/", English),
    plain("https://ria.example/world/", Russian),
    plain("https://www.ftchinese.com/story/", Simplified),
    plain("https://international.caixin.com/", Simplified),
    plain("https://udn.com/news/story/", Traditional),
    plain("https://cn.wsj.com/articles/", Simplified),
    plain("https://apnews.com/article/", English),
    plain("https://tagblatt.example/meldung/", German),
    plain("https://lemarin.example/article/", French),
    plain("https://www.rfa.org/mandarin/yataibaodao/", Simplified),
    plain("https://www.people.com.cn/n1/", Simplified),
    plain("https://world.huanqiu.com/article/", Simplified),
    plain("https://theinitium.com/article/", Traditional),
    plain("https://www.hk01.com/article/", Traditional),
    plain("https://news.mingpao.com/ins/", Traditional),
    plain("https://www.36kr.com/p/", Simplified),
    plain("https://www.ithome.com/0/", Simplified),
    plain("https://sspai.com/post/", Simplified),
    plain("https://www.solidot.org/story?sid=", Simplified),
    plain("https://www.aljazeera.com/news/", English),
    plain("https://www.scmp.com/news/article/", English),
    plain("https://vestnik.example/novosti/", Russian),
    plain("https://www3.nhk.or.jp/news/html/", Japanese),
    plain("https://www.yna.co.kr/view/", Korean),
    plain("https://news.un.org/zh/story/", Simplified),
    plain("https://blog.harbour.example/posts/", English),
    plain("https://gangkou.example/a/", Simplified),
    plain("https://daobao.example/news/", Traditional),
    plain("https://xn--fiqs8s.example/wen/", Simplified),
];
