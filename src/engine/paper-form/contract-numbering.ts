import { z } from 'zod'
import { fiscalYearLabel } from '#ground/clock/fiscal-year.ts'
import { boundedText } from '#ground/words/text.ts'

/*
 * 文書番号: how the city writes the numbers of its papers and what it counts. The counting itself is of the server; the
 * writing is here, so that the page shows the same example.
 */

export const numbering = z.strictObject({
  /** A counter for each unit that has a 文書記号, or one for the whole city. */
  counts: z.enum(['unit', 'city']),
  /** 文書記号 of the unit, or one for all. */
  symbol: z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('unit') }),
    z.strictObject({ of: z.literal('city'), text: boundedText(10) }),
  ]),
  /** Before the symbol: nothing, 8, R8, 令和8年度. */
  year: z.enum(['none', 'number', 'letter', 'full']),
  /** Filled up with zeros; 1: not at all. */
  digits: z.int().min(1).max(6),
  /** Begins at 1 again on 1 April. */
  resets: z.boolean(),
  /** A 通知書 has a number of its own, or the 枝番 of its application. */
  notice: z.enum(['own', 'branch']),
})
export type Numbering = z.output<typeof numbering>

/** What holds until the city says otherwise: 「情政第123号」. */
export const standardNumbering: Numbering = {
  counts: 'unit',
  symbol: { of: 'unit' },
  year: 'none',
  digits: 1,
  resets: true,
  notice: 'own',
}

/** The number as it is written. `year` is the 年度, as a year of the common era. */
export function numberText(
  said: Numbering,
  of: { readonly symbol: string; readonly year: number; readonly running: number },
): string {
  const symbol = said.symbol.of === 'city' ? said.symbol.text : of.symbol
  return `${yearText(said.year, of.year)}${symbol}第${String(of.running).padStart(said.digits, '0')}号`
}

/** 枝番: 「情政第123号の2」. The application itself is the first. */
export function branchText(number: string, branch: number): string {
  return `${number}の${branch}`
}

function yearText(said: Numbering['year'], year: number): string {
  const label = fiscalYearLabel(year)
  const era = /^令和(.+)年度$/u.exec(label)?.[1] ?? String(year)
  switch (said) {
    case 'none':
      return ''
    case 'number':
      return era === '元' ? '1' : era
    case 'letter':
      return `R${era === '元' ? '1' : era}`
    case 'full':
      return label
  }
}
