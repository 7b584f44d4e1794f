import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { cast } from '#test/world.ts'

/** The checker itself, to be there before the page begins. */
export const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds against WCAG 2.2 AA and good practice, one line for each thing. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(async (tags) => {
    const axe: unknown = Reflect.get(globalThis, 'axe')
    if (typeof axe !== 'object' || axe === null || !('run' in axe) || typeof axe.run !== 'function') {
      return ['axe is not on the page']
    }
    const result: {
      violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
    } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return result.violations.flatMap(({ id, help, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${id} (${help}) ${target.join(' ')} ${failureSummary ?? ''}`),
    )
  }, rules)
  return Array.isArray(found) ? found.map(String) : ['axe gave no answer']
}

/** How many pixels the page is wider than its window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Latin words among Japanese ones: what everybody in an office says in these letters anyway. */
const known = new Set(
  [
    'IC',
    'ID',
    'PDF',
    'CSV',
    'Excel',
    'Word',
    'LGWAN',
    'LAN',
    'OS',
    'UPS',
    'IC',
    'MB',
    'KB',
    'UTF',
    'LDAP',
    'OIDC',
    'SAML',
    'Active',
    'Directory',
    'English',
    'JSON',
    'html',
    'docx',
    'doc',
    'XML',
    'OSCAL',
    'Akoma',
    'Ntoso',
    'Markdown',
  ].map((word) => word.toLowerCase()),
)

/** Codes, sign-ins and file names of the test city, which are written in these letters. */
const ofTheCity = [
  ...Object.keys(cast),
  ...Object.values(cast).map(({ unit }) => unit ?? ''),
  'welfare',
  'citizens',
  'shiken',
  'example',
  'taisaku',
  'txt',
]

/** English words that can be seen on a page; names typed by people, keys and values in <code> and <kbd> are none. */
export async function englishWords(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const clone = document.body.cloneNode(true)
    if (!(clone instanceof HTMLElement)) return ''
    for (const element of clone.querySelectorAll('[lang="en"], code, kbd, script, [translate="no"]'))
      element.remove()
    for (const each of document.querySelectorAll('[aria-label], [title], input, textarea')) {
      const words = [
        each.getAttribute('aria-label'),
        each.getAttribute('title'),
        each.getAttribute('placeholder'),
      ]
      clone.append(` ${words.filter((word) => word !== null).join(' ')} `)
    }
    return [...clone.querySelectorAll('*')]
      .concat(clone)
      .flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE))
      .map((node) => node.textContent ?? '')
      .join('\n')
  })
  const allowed = new Set([...known, ...ofTheCity.map((word) => word.toLowerCase())])
  // what has a figure in it is a number, a key or a value
  const words = (text.match(/[A-Za-z0-9][A-Za-z0-9_/+=.-]*/g) ?? [])
    .filter((word) => !/[0-9]/.test(word))
    .flatMap((word) => word.match(/[A-Za-z]{2,}/g) ?? [])
  return [...new Set(words.filter((word) => !allowed.has(word.toLowerCase())))]
}
