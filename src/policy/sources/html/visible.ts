import { isElement, type Element } from '../markup.ts'

/** What no reader of a page ever sees. */
const NEVER = new Set([
  'script', 'style', 'template', 'noscript', 'head', 'title', 'meta', 'link', 'iframe', 'noembed', 'noframes', 'object',
  'embed', 'audio', 'video', 'canvas', 'map', 'svg', 'datalist', 'param', 'source', 'track', 'rp',
]) // prettier-ignore

const FURNITURE = new Set([
  'nav',
  'footer',
  'aside',
  'form',
  'select',
  'button',
  'textarea',
  'search',
  'menu',
  'dialog',
])
const FURNITURE_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'menu',
  'menubar',
])
/** Words in class names and ids of menus, breadcrumbs, running heads and feet. */
const FURNITURE_WORDS = new Set([
  'nav', 'navi', 'navigation', 'gnav', 'gnavi', 'lnav', 'lnavi', 'snav', 'gmenu', 'lmenu', 'menu', 'breadcrumb', 'breadcrumbs',
  'pankuzu', 'topicpath', 'footer', 'foot', 'footernav', 'globalnav', 'localnav', 'header', 'sidebar', 'sidemenu', 'sidenav',
  'submenu', 'sns', 'share', 'pagetop', 'totop', 'gotop', 'pager', 'pagination', 'inquiry', 'toiawase', 'otoiawase', 'skip',
  'skiplink', 'search', 'banner', 'copyright', 'related', 'secondary', 'shoshi', 'questionnaire', 'enquete', 'feedback',
  'hide', 'hidden', 'sr', 'visuallyhidden', 'voice', 'print', 'printer', 'fontsize', 'language', 'translate', 'reader',
]) // prettier-ignore
const MAIN_IDS = new Set([
  'main', 'maincontent', 'maincontents', 'content', 'contents', 'honbun', 'primary', 'tmpcontents', 'tmpmain', 'article',
  'maincol', 'maincolumn', 'mainarea', 'contentsmain', 'pagebody', 'entry', 'joubun',
]) // prettier-ignore

/** The class names of an element. */
export const classesOf = (element: Element): readonly string[] =>
  (element.attributes.get('class') ?? '').split(/\s+/, 50).filter((c) => c !== '')

const wordsOf = (name: string): string[] =>
  name
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_0-9]+/)

/** Whether a person who looks at the page cannot see the element. */
export function isHidden(element: Element): boolean {
  if (NEVER.has(element.name) || element.attributes.has('hidden')) return true
  if (element.name === 'input') return true
  const style = element.attributes.get('style')
  return style !== undefined && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}

/** Whether the element is a menu, a breadcrumb, a form, or a head or foot that runs over all pages of a site. */
export function isFurniture(element: Element): boolean {
  if (FURNITURE.has(element.name) || FURNITURE_ROLES.has(element.attributes.get('role') ?? '')) return true
  if (element.name === 'header') return !holdsHeading(element)
  if (element.name === 'body' || element.name === 'html' || element.name === 'main') return false
  const names = [...classesOf(element), element.attributes.get('id') ?? '']
  return names.some((name) => {
    const parts = wordsOf(name)
    // One word of many says little: 「main-with-sidebar」 is the main part.
    return (
      (FURNITURE_WORDS.has(parts.join('')) ||
        (parts.length <= 2 && parts.some((w) => FURNITURE_WORDS.has(w)))) &&
      !parts.some((w) => MAIN_IDS.has(w))
    )
  })
}

/** Whether all words of a list are links to places of the same page: a 目次. */
export function isContents(list: Element): boolean {
  const words = { other: 0, links: 0 }
  countLinks(list, words)
  return words.links >= 2 && words.other === 0
}

function countLinks(element: Element, words: { other: number; links: number }): void {
  for (const child of element.children) {
    if (!isElement(child)) {
      if (child.trim() !== '') words.other += 1
    } else if (child.name === 'a' && /^#./.test(child.attributes.get('href') ?? '')) words.links += 1
    else if (!isHidden(child)) countLinks(child, words)
  }
}

/** Whether a link only leads back: to the top of the page, the 目次, the page before. */
export const leadsBack = (words: string): boolean =>
  words.length < 30 &&
  /^[\s[［【(（▲↑△<＜]*(?:この)?(?:ページの?)?(?:先頭|トップ|上部?|目次|一覧|前のページ)(?:へ|に)?(?:戻る|もどる|移動)?[\s\]］】)）>＞]*$/.test(
    words,
  )

function holdsHeading(element: Element): boolean {
  return element.children.some((c) => isElement(c) && (c.name === 'h1' || holdsHeading(c)))
}

/**
 * The element that holds what the page is about, when its markup says so and most of the page's Japanese is in it.
 * What lies outside is furniture.
 */
export function mainOf(root: Element): Element | null {
  const found: { element: Element; weight: number; letters: number }[] = []
  const total = look(root, found)
  const likely = found.filter((f) => f.letters * 2 > total)
  likely.sort((a, b) => b.weight - a.weight || a.letters - b.letters)
  return likely[0]?.element ?? null
}

function look(element: Element, found: { element: Element; weight: number; letters: number }[]): number {
  if (isHidden(element)) return 0
  let letters = 0
  for (const child of element.children) letters += isElement(child) ? look(child, found) : japanese(child)
  const id = wordsOf(element.attributes.get('id') ?? '').join('')
  const weight =
    element.name === 'main' || element.attributes.get('role') === 'main' ? 2 : MAIN_IDS.has(id) ? 1 : 0
  if (weight > 0) found.push({ element, weight, letters })
  return letters
}

const japanese = (text: string): number => text.match(/[\u3041-\u30ff\u3400-\u9fff]/g)?.length ?? 0
