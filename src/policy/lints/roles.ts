import { finding, headingsOf, inNode, isSupplementary, named, rangeOf, type LintRule } from './finding.ts'
import type { ReadDocument } from '../norms/context.ts'
import type { Norm, Role } from '../norms/types.ts'

/** Words for an office that a rule sets up; posts of the body itself (課長, 部長, 市長) exist without it. */
const OFFICE =
  /(?:責任者|管理者|担当者|監督者|統括者|推進員|管理員|取扱責任者|リーダー|委員会|会議|協議会|CISO|CSIRT)$/u
/** Somebody named by what he does, not by an office. */
const BY_DEED =
  /(?:作業者|利用者|申請者|許可者|承認者|運搬者|開発者|(?:監督|作業|現場|業務)責任者)$|^(?:担当者|責任者|管理責任者|管理者|作業責任者|監督者)$/u
const ORGANISATION = /組織|体制|役割|責務|職務|設置|責任者|管理者|委員会|会議|権限/u
const CITY = /^[一-龥ヶケ]{1,7}?(?:市|町|村|県|都|府|区|組合|広域連合)/u

/** A role that acts or permits although no provision sets it up. */
export const undefinedRoles: LintRule = (doc) => {
  const setUp = wordsOfOrganisation(doc)
  // A text that sets up nobody leans on another one for that: nothing can be said.
  if (setUp.size < 2) return []
  const places = new Map<string, Norm[]>()
  for (const norm of doc.norms) {
    for (const role of doc.lexicon.all(norm.text)) {
      if (!OFFICE.test(role.word) || BY_DEED.test(role.word) || role.word.length > 20) continue
      const bare = role.word.replace(CITY, '')
      if (setUp.has(role.word) || (bare.length >= 3 && setUp.has(bare))) continue
      // 情報セキュリティ管理者情報政策課長: two words the transcript has run together.
      if ([...setUp].some((w) => role.word !== w && role.word.startsWith(w))) continue
      const list = places.get(role.word)
      if (list === undefined) places.set(role.word, [norm])
      else list.push(norm)
    }
  }
  return [...places].flatMap(([word, norms]) => {
    const [first] = norms
    if (first === undefined) return []
    const at = first.text.indexOf(word)
    return [
      finding(
        'undefined-role',
        first.node,
        word,
        `「${word}」という役割は、組織体制の条文に定めがありません。別の役割の書き誤りでないか、定める条文が要らないかを確かめてください。`,
        {
          range: at < 0 ? null : inNode(first, at, at + word.length),
          related: norms.slice(1).map((n) => n.node),
        },
      ),
    ]
  })
}

/** Role words that the document sets up: by definition, short name, heading, or in its part on organisation. */
function wordsOfOrganisation(doc: ReadDocument): ReadonlySet<string> {
  const out = new Set<string>()
  for (const role of doc.lexicon.words.values()) {
    if (role.origin === 'defined' || role.origin === 'short-name') out.add(role.word)
  }
  for (const node of doc.nodes) {
    if (isSupplementary(node, doc)) continue
    const above = headingsOf(node, doc)
    const heading = node.heading ?? ''
    for (const role of doc.lexicon.all(heading))
      if (role.end - role.start === heading.length) out.add(role.word)
    const makes = /(?:を置く|を設置|に充て|をもって充て|を設ける|を任命|を指名)/u.test(node.text)
    if (!makes && !above.slice(-3).some((h) => ORGANISATION.test(h))) continue
    // A permission inside the part on organisation sets nobody up; what it lists or speaks of does.
    for (const role of doc.lexicon.all(`${node.label} ${node.text}`)) out.add(role.word)
    for (const term of doc.terms) if (term.node === node.id) out.add(term.word)
  }
  return out
}

/** A body that is named with the city's name in one place and without it in another. */
export const nameVariants: LintRule = (doc) => {
  const city = CITY.exec(doc.title ?? '')?.[0]
  if (city === undefined) return []
  const places = new Map<string, { with: [string, number][]; without: [string, number][] }>()
  const nodes = doc.nodes.filter((n) => !isSupplementary(n, doc))
  const body = new RegExp(
    `${city}([一-龥々ァ-ヶー]{2,20}?(?:会議|委員会|本部|協議会|審議会|部会|センター|チーム))`,
    'gu',
  )
  for (const node of nodes) {
    for (const m of node.text.matchAll(body)) {
      const name = m[1]
      if (name !== undefined && !places.has(name)) places.set(name, { with: [], without: [] })
    }
  }
  for (const node of nodes) {
    for (const [name, found] of places) {
      for (let at = node.text.indexOf(name); at >= 0; at = node.text.indexOf(name, at + name.length)) {
        const before = node.text.slice(Math.max(0, at - city.length), at)
        if (before === city) found.with.push([node.id, at - city.length])
        // 第2情報化推進会議 is another body.
        else if (!/[一-龥ァ-ヶー]$/u.test(before)) found.without.push([node.id, at])
      }
    }
  }
  return [...places].flatMap(([name, found]) => {
    const few = found.with.length < found.without.length ? found.with : found.without
    const [first, ...rest] = few.toReversed()
    if (first === undefined || found.with.length === 0 || found.without.length === 0) return []
    const word = few === found.with ? `${city}${name}` : name
    return [
      finding(
        'name-variant',
        first[0],
        word,
        `「${city}${name}」(${found.with.length}か所)と「${name}」(${found.without.length}か所)の2通りの書き方があります。同じものを指すかを確かめ、書き方をそろえてください。`,
        { range: [first[1], first[1] + word.length], related: rest.map(([id]) => id) },
      ),
    ]
  })
}

/** Applicants that take in the approver: everybody, or whoever does a thing. */
const EVERYBODY = /^(?:全ての|すべての)?(?:教)?職員(?:等)?$|^利用者$|者$/u

/** The office that permits also belongs to those who must ask, and nothing says who permits its own cases. */
export const ownApprovals: LintRule = (doc) => {
  const byApprover = new Map<string, Norm[]>()
  for (const norm of doc.norms) {
    if (norm.approval === null) continue
    for (const approver of norm.approval.approver) {
      // A council decides as a body; it is no member of the staff.
      if (/会議|委員会|協議会|本部/u.test(approver.word)) continue
      if (!takesIn(norm.approval.applicant, approver)) continue
      byApprover.set(approver.word, [...(byApprover.get(approver.word) ?? []), norm])
    }
  }
  const open = [...byApprover].filter(([word]) => actsItself(word, doc) && !hasSubstitute(word, doc))
  const norms = open.flatMap(([, list]) => list)
  const [first] = norms
  if (first === undefined) return []
  // 所管する課の課長 is the 課長 of that section.
  const words = open
    .map(([word]) => word)
    .filter((w, _, all) => !all.some((other) => other !== w && w.endsWith(other)))
  return [
    finding(
      'applicant-is-approver',
      first.node,
      words.join('、'),
      `${named(words)}は許可・承認を行う一方で、自らも申請する側に含まれます。本人の申請をだれが許可するか(上位の者など)の定めが見当たりません。申請者と許可者を分ける定めに触れないよう、取扱いを決めてください。`,
      {
        range: rangeOf(doc.byId.get(first.node), words[0] ?? ''),
        related: norms.slice(1).map((n) => n.node),
      },
    ),
  ]
}

function takesIn(applicant: readonly Role[], approver: Role): boolean {
  if (applicant.length === 0) return true
  return applicant.some(
    (a) =>
      a.word === approver.word ||
      a.office === 'staff' ||
      a.office?.startsWith('actor:') === true ||
      (a.office === null && !OFFICE.test(a.word) && EVERYBODY.test(a.word)),
  )
}

const actsItself = (word: string, doc: ReadDocument) =>
  doc.norms.some(
    (n) =>
      n.subject.roles.some((r) => r.word === word) &&
      (n.modality === 'obligation' || n.modality === 'prohibition'),
  )

const hasSubstitute = (word: string, doc: ReadDocument) =>
  doc.norms.some(
    (n) =>
      /(?:自ら|自己|本人|自身|自分)[^。]{0,40}(?:申請|許可|承認)|申請(?:者|する者)が[^。]{0,30}(?:で|である)(?:あるとき|ある場合|場合)|(?:上位|上司|上席)の[^。]{0,16}(?:許可|承認)/u.test(
        n.text,
      ) &&
      (n.text.includes(word) || /許可者|承認者|許可を行う者/u.test(n.text)),
  )
