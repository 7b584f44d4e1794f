import { check, type CheckDefinition, type CheckExample, type Facts } from '#engine/check/definition.ts'
import type { Values } from '#engine/register/definition.ts'
import { handlings, type HandlingFact } from '../asset/classification.ts'
import { assetRegister } from '../asset/definition.ts'
import { cardItems, type CardFacts } from './card-facts.ts'
import { CLASSIFICATION, classificationSlots } from './definition.ts'
import { copiesOf } from './copies.ts'

/*
 * What handling the classes of an asset ask for, against what the register knows of it: the same sentences as on its
 * 取扱カード, found over every asset. What the register does not know is shown there and is no finding.
 */

const columns = assetRegister.columns.map(({ key }) => key)
const low: Values = { confidentiality: '1', integrity: '1', availability: '1' }
const place = (values: Values): Readonly<Record<string, readonly Values[]>> => ({ stored_in: [values] })

type Look = {
  readonly name: string
  readonly what: string
  readonly severity: CheckDefinition['severity']
  readonly violating: readonly CheckExample[]
  readonly fine: readonly CheckExample[]
}

/** What is looked for, by the fact that shows it. */
const looks: Readonly<Partial<Record<HandlingFact, Look>>> = {
  encrypted: {
    name: '暗号化していない、機密性3の資産',
    what: '機密性3の資産(紙を除く)が、暗号化されているかを見ます。',
    severity: 'serious',
    violating: [{ values: { ...low, confidentiality: '3', kind: 'file', encrypted: false } }],
    fine: [
      { values: { ...low, confidentiality: '3', kind: 'file', encrypted: true } },
      { values: { ...low, confidentiality: '3', kind: 'paper', encrypted: false } },
      { values: { ...low, confidentiality: '2', kind: 'file', encrypted: false } },
    ],
  },
  readers: {
    name: '見られる人を限っていない、機密性2以上の資産',
    what: '機密性2以上の資産を、許可した人だけが見られるようにしているかを見ます。',
    severity: 'serious',
    violating: [{ values: { ...low, confidentiality: '2', readers: 'everyone' } }],
    fine: [
      { values: { ...low, confidentiality: '2', readers: 'unit' } },
      { values: { ...low, readers: 'everyone' } },
    ],
  },
  writers: {
    name: '書き換えられる人を限っていない、完全性2の資産',
    what: '完全性2の資産を、許可した人だけが書き換えられるようにしているかを見ます。',
    severity: 'serious',
    violating: [{ values: { ...low, integrity: '2', writers: 'everyone' } }],
    fine: [
      { values: { ...low, integrity: '2', writers: 'named' } },
      { values: { ...low, writers: 'everyone' } },
    ],
  },
  copies: {
    name: '使い終わった複製が残っている、機密性2以上の資産',
    what: '機密性2以上の資産の複製・配付記録に、使い終わる日を過ぎても残っているものがないかを見ます。',
    severity: 'attention',
    violating: [{ values: { ...low, confidentiality: '2' }, facts: { open: 3, late: 1 } }],
    fine: [
      { values: { ...low, confidentiality: '2' }, facts: { open: 3, late: 0 } },
      { values: low, facts: { open: 1, late: 1 } },
    ],
  },
  'locked-place': {
    name: '鍵のかからない場所にある、機密性2以上の資産',
    what: '機密性2以上の資産と、保管場所台帳のその場所の鍵を比べます。',
    severity: 'serious',
    violating: [{ values: { ...low, confidentiality: '2' }, referred: place({ locked: false }) }],
    fine: [
      { values: { ...low, confidentiality: '2' }, referred: place({ locked: true }) },
      { values: low, referred: place({ locked: false }) },
    ],
  },
  'safe-place': {
    name: '火や水に弱い場所にある、完全性2・可用性2の資産',
    what: '完全性2又は可用性2の紙・媒体と、保管場所の耐火・耐水・施錠を比べます。',
    severity: 'attention',
    violating: [
      {
        values: { ...low, integrity: '2', kind: 'paper' },
        referred: place({ locked: true, fireproof: false, waterproof: true }),
      },
      { values: { ...low, availability: '2', kind: 'medium' }, referred: place({ waterproof: false }) },
    ],
    fine: [
      {
        values: { ...low, integrity: '2', kind: 'paper' },
        referred: place({ locked: true, fireproof: true, waterproof: true }),
      },
      { values: { ...low, kind: 'paper' }, referred: place({ fireproof: false }) },
    ],
  },
  backup: {
    name: '控えを取っていない、完全性2の資産',
    what: '完全性2の資産(紙を除く)の控えと、最後に控えを取った日を見ます。',
    severity: 'serious',
    violating: [
      { values: { ...low, integrity: '2', kind: 'file', backup: 'none' } },
      { values: { ...low, integrity: '2', kind: 'file', backup: 'daily', backup_on: '2026-10-01' } },
    ],
    fine: [
      { values: { ...low, integrity: '2', kind: 'file', backup: 'daily', backup_on: '2026-11-23' } },
      { values: { ...low, integrity: '2', kind: 'paper', backup: 'none' } },
      { values: { ...low, kind: 'file', backup: 'none' } },
    ],
  },
  redundant: {
    name: '二重になっていない、可用性2の資産',
    what: '可用性2の資産(紙を除く)の機器や回線が、二重になっているかを見ます。',
    severity: 'attention',
    violating: [{ values: { ...low, availability: '2', kind: 'system', redundant: false } }],
    fine: [
      { values: { ...low, availability: '2', kind: 'system', redundant: true } },
      { values: { ...low, kind: 'system', redundant: false } },
    ],
  },
  recovery: {
    name: '決めた時間のうちに戻せない、可用性2の資産',
    what: '可用性2の資産(紙を除く)の復旧の目標と、控えを比べます。',
    severity: 'attention',
    violating: [
      { values: { ...low, availability: '2', kind: 'system', recovery_hours: 24, backup: 'none' } },
    ],
    fine: [
      {
        values: {
          ...low,
          availability: '2',
          kind: 'system',
          recovery_hours: 24,
          backup: 'daily',
          backup_on: '2026-11-23',
        },
      },
      { values: { ...low, kind: 'system', recovery_hours: 24, backup: 'none' } },
    ],
  },
}

function handlingCheck(fact: HandlingFact, look: Look): CheckDefinition {
  const keys = handlings.filter((handling) => handling.fact === fact).map(({ key }) => key)
  const { violating, fine, ...said } = look
  return check({
    key: `handling-${fact}`,
    ...said,
    of: assetRegister,
    refers: ['stored_in'],
    ...(fact === 'copies'
      ? {
          gather: async (tx, lines, on) =>
            new Map<string, Facts>(
              await copiesOf(
                tx,
                lines.map((line) => line.lineId),
                on,
              ),
            ),
        }
      : {}),
    violation({ values }, { on, referred, facts }) {
      const [stored] = referred('stored_in')
      const { open, late } = facts
      const known: CardFacts = {
        on,
        columns,
        values,
        place: stored?.values,
        copies: typeof open === 'number' && typeof late === 'number' ? { open, late } : undefined,
      }
      return cardItems(known).find((item) => item.fact === fact && item.state === 'broken')?.says ?? null
    },
    owner: 'sec-manager',
    restsOn: CLASSIFICATION,
    slots: classificationSlots.filter(({ slot }) => keys.includes(slot)),
    examples: { violating, fine },
  })
}

/** One check for each demand of handling that a register can show broken. */
export const handlingChecks: readonly CheckDefinition[] = handlings
  .map(({ fact }) => fact)
  .filter((fact, at, all) => all.indexOf(fact) === at)
  .flatMap((fact) => {
    const look = looks[fact]
    return look === undefined ? [] : [handlingCheck(fact, look)]
  })
