// The same invented texts in every format, for the tests: what a text says must not depend on the file it came in.
import { renderPdf } from '#ground/paper/pdf.ts'
import { abstractList, cell, docxOf, item, level, list, para, row, table } from './docx/docx-example.ts'

/** One paragraph: a label with its depth and words, or words alone; or a table. */
export type Part =
  | { readonly is: 'words'; readonly words: string }
  | { readonly is: 'caption'; readonly words: string }
  | { readonly is: 'heading'; readonly label: string; readonly words: string; readonly rank: number }
  | { readonly is: 'item'; readonly label: string; readonly depth: number; readonly words: string }
  | { readonly is: 'table'; readonly rows: readonly (readonly string[])[] }

export type Layout = {
  readonly name: string
  readonly parts: readonly Part[]
  /** For Word: form and text of each depth's automatic number. */
  readonly levels: readonly (readonly [form: string, text: string, start?: number])[]
}

const words = (text: string): Part => ({ is: 'words', words: text })
const caption = (text: string): Part => ({ is: 'caption', words: text })
const heading = (label: string, text: string, rank: number): Part => ({
  is: 'heading',
  label,
  words: text,
  rank,
})
const at = (depth: number, label: string, text: string): Part => ({ is: 'item', label, depth, words: text })

const LONG =
  '職員は、業務で知った市民の情報を、定められた目的のほかに使い、又は関係のない者に見せ、若しくは知らせてはならない。退職した後も、同様とする。'

export const layouts: readonly Layout[] = [
  {
    name: '条・項・号・ア',
    levels: [
      ['decimal', '第%1条'],
      // 第1項 has no number: offices let theirs begin at 2.
      ['decimal', '%2', 2],
      ['decimal', '(%3)'],
      ['aiueoFullWidth', '%4'],
    ],
    parts: [
      words('双葉野市情報安全管理規程'),
      heading('第1章', '総則', 1),
      caption('(目的)'),
      at(0, '第1条', 'この規程は、市が持つ情報を安全に扱うために必要な事項を定めるものとする。'),
      caption('(職員の責務)'),
      at(0, '第2条', LONG),
      at(1, '2', '職員は、次に掲げる行為をしようとするときは、所属長の許可を得なければならない。'),
      at(2, '(1)', '書類を庁舎の外に持ち出すこと。'),
      at(2, '(2)', '次に掲げる機器を使うこと。'),
      at(3, 'ア', '自分で買った機器'),
      at(3, 'イ', '借りた機器'),
      at(1, '3', '所属長は、前項の許可をしたときは、その内容を記録しなければならない。'),
      heading('第2章', '点検', 1),
      caption('(点検の時期)'),
      at(0, '第3条', '所属長は、毎年度1回以上、別表の区分により点検を行うものとする。'),
    ],
  },
  {
    name: '第N・N・(N)・ア・(ア)',
    levels: [
      ['decimal', '第%1'],
      ['decimal', '%2'],
      ['decimal', '(%3)'],
      ['aiueoFullWidth', '%4'],
      ['aiueoFullWidth', '(%5)'],
    ],
    parts: [
      words('双葉野市情報保護対策基準'),
      at(0, '第1', '目的'),
      words('この基準は、情報の漏えい、滅失及び毀損を防ぐために守るべき事項を定める。'),
      at(0, '第2', '物理的な対策'),
      at(1, '1', '執務室'),
      at(2, '(1)', '鍵の管理'),
      at(
        3,
        'ア',
        '情報管理者は、執務室の鍵を管理し、貸し出したときは、貸し出した者の氏名及び日時を記録しなければならない。',
      ),
      at(3, 'イ', '職員は、次の事項を守らなければならない。'),
      at(4, '(ア)', '最後に退室する者は、施錠すること。'),
      at(4, '(イ)', '鍵を他人に貸さないこと。'),
      at(2, '(2)', '来訪者'),
      at(3, 'ア', '職員は、来訪者を執務室に入れるときは、情報管理者の許可を得なければならない。'),
      at(1, '2', '端末'),
      at(2, '(1)', '席を離れるとき'),
      at(3, 'ア', LONG),
      at(0, '第3', '見直し'),
      words('最高情報責任者は、この基準を毎年度見直すものとする。'),
    ],
  },
  {
    name: 'N・(N)・①',
    levels: [
      ['decimal', '%1'],
      ['decimal', '(%2)'],
      ['decimalEnclosedCircle', '%3'],
    ],
    parts: [
      words('双葉野町情報取扱要領'),
      at(0, '1', '目的'),
      words('この要領は、町の情報の取扱いに関し必要な事項を定める。'),
      at(0, '2', '管理体制'),
      at(1, '(1)', '町長は、統括管理者を置く。'),
      at(1, '(2)', '統括管理者は、次の事務を行う。'),
      at(2, '①', '研修を計画し、及び実施すること。'),
      at(2, '②', '事故の報告を受け、直ちに町長に報告すること。'),
      at(0, '3', '持出し'),
      at(1, '(1)', LONG),
      at(1, '(2)', '担当者は、情報を持ち出すときは、統括管理者の承認を受けなければならない。'),
    ],
  },
  {
    name: '第N章・N-N・(N)',
    levels: [
      ['decimal', '第%1章'],
      ['decimal', '%1-%2'],
      ['decimal', '(%3)'],
    ],
    parts: [
      words('双葉野広域連合情報基準書'),
      at(0, '第1章', '総則'),
      at(1, '1-1', '適用範囲'),
      words('この基準書は、連合の全ての職員に適用する。'),
      at(1, '1-2', '用語'),
      at(2, '(1)', '情報とは、紙又は電磁的記録に記したものをいう。'),
      at(2, '(2)', '端末とは、情報を扱うために職員に貸与した機器をいう。'),
      at(0, '第2章', '運用'),
      at(1, '2-1', '委託'),
      at(2, '(1)', LONG),
      at(2, '(2)', '事務局長は、委託するときは、契約書に守るべき事項を記載しなければならない。'),
    ],
  },
]

/** 別表 for the first layout: rows whose cells are apart by tabs in plain text, and a table elsewhere. */
export const ANNEX: readonly Part[] = [
  words('別表第1(第3条関係)'),
  {
    is: 'table',
    rows: [
      ['区分', '点検する者', '方法'],
      ['書庫', '庶務係長', '施錠の記録を確かめる。'],
      ['端末', '情報係長', '更新の状態を一覧で確かめ、遅れを報告する。'],
    ],
  },
]

const line = (part: Exclude<Part, { is: 'table' }>): string =>
  part.is === 'item' || part.is === 'heading' ? `${part.label}　${part.words}` : part.words

export function asText(parts: readonly Part[]): Uint8Array {
  const lines = parts.map((p) => (p.is === 'table' ? p.rows.map((r) => r.join('\t')).join('\n') : line(p)))
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

const CLASSES = ['article', 'clause', 'item', 'item']

/** A page as the makers of 例規 systems write it, by class names; menus around it. */
export function asReikiPage(parts: readonly Part[]): Uint8Array {
  const body = parts.map((p) => {
    switch (p.is) {
      case 'table':
        return `<div class="table_frame"><table class="b-on"><thead><tr class="fixed-colspec"><td></td><td></td><td></td></tr></thead>${p.rows.map((r) => `<tr>${r.map((c) => `<td><p class="p"><span class="cm">${c}</span></p></td>`).join('')}</tr>`).join('')}</table></div>`
      case 'heading':
        return `<div class="chapter"><p class="s-head"><span class="num cm">${p.label}</span>　<span class="title cm">${p.words}</span></p></div>`
      case 'caption':
        return `<div class="article"><p class="title"><span class="cm">${p.words}</span></p></div>`
      case 'item':
        return `<div class="${CLASSES[p.depth] ?? 'item'}"><p class="num"><span class="num cm">${p.label}</span>　<span class="clause"><span class="p cm">${p.words}</span></span></p></div>`
      default:
        return `<div class="head"><p class="title-irregular"><span class="cm">${p.words}</span></p></div>`
    }
  })
  return page(`<div id="primary" class="joubun">${body.map((b) => `<div><div class="eline">${b}</div></div>`).join('\n')}</div>
    <div id="secondary"><ul><li><a href="#">第1条</a></li><li><a href="#">第2条</a></li></ul></div>`)
}

/** A page as city web sites have it: headings, paragraphs, nested divisions. */
export function asPlainPage(parts: readonly Part[]): Uint8Array {
  const body = parts.map((p, i) => {
    if (p.is === 'table') {
      return `<table border="1"><tr>${p.rows[0]?.map((c) => `<th>${c}</th>`).join('') ?? ''}</tr>${p.rows
        .slice(1)
        .map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`)
        .join('')}</table>`
    }
    if (i === 0) return `<h1>${line(p)}</h1>`
    return p.is === 'heading' ? `<h2>${line(p)}</h2>` : `<p>${line(p).replace('、', '、\n      ')}`
  })
  return page(`<header><a href="/">双葉野市</a></header><nav><ul><li>暮らし</li><li>市政</li></ul></nav>
    <main>${body.join('\n')}</main><footer>電話 012-345-6789</footer>`)
}

const page = (body: string): Uint8Array =>
  new TextEncoder().encode(
    `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>例規</title><style>p{margin:0}</style><script>var a="第9条　読まない。"</script></head><body>${body}</body></html>`,
  )

/** A Word file whose labels are automatic numbers and nowhere in its characters. */
export function asWord({ parts, levels }: Layout): Uint8Array {
  const body = parts.map((p) => {
    switch (p.is) {
      case 'table':
        return table(
          p.rows.map((r, i) =>
            row(
              r.map((c) => cell(c)),
              i === 0 ? '<w:tblHeader/>' : '',
            ),
          ),
        )
      case 'item':
        return item(1, p.depth, p.words)
      case 'heading':
        return para(line(p), '<w:outlineLvl w:val="0"/>')
      default:
        return para(line(p))
    }
  })
  return docxOf({
    numbering:
      abstractList(0, levels.map(([form, text, start], i) => level(i, form, text, '', start)).join('')) +
      list(1, 0),
    body: body.join(''),
    footer: para('双葉野'),
  })
}

/** A PDF whose lines are wrapped where the print ends, with page numbers. */
export async function asPdf(parts: readonly Part[]): Promise<Uint8Array> {
  const body = parts.map((p) =>
    p.is === 'table'
      ? `#table(columns: ${p.rows[0]?.length ?? 1}, ${p.rows
          .flat()
          .map((c) => `[${c}]`)
          .join(', ')})`
      : `#block[${line(p).replaceAll(/[-#*_`$<>@=~\\]/g, '\\$&')}]`,
  )
  return renderPdf(
    `#set text(font: "BIZ UDGothic", lang: "ja", size: 11pt)\n#set page(width: 15cm, height: 14cm, numbering: "- 1 -")\n${body.join('\n')}`,
    {},
  )
}
