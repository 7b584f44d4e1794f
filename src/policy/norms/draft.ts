import type { NormDraft } from './context.ts'
import { approvalOf } from './approval.ts'
import { deadlineIn, exceptionIn, qualifiersIn, targetIn } from './limits.ts'
import { modalityOf, modalityOfNoun } from './modality.ts'
import { saysSomething } from './lead-in.ts'
import { looksLikeRole } from './role-priors.ts'
import type { RoleLexicon } from './role-lexicon.ts'
import { sentenceOf, type Finding } from './sentence.ts'
import { dutiesOf, inheritedSubject, subjectIn } from './subject.ts'
import { triggerOf } from './trigger.ts'
import type { Approval, Colour, Cue, Field, Modality, Role, Subject } from './types.ts'

/** A neighbour a sentence may take its subject from. */
export type Before = {
  readonly subject: Subject
  readonly modality: Modality
  readonly text: string
  readonly targetClass: string | null
}

/** 本市, and whether the whole text says what it does (a basic policy) or only sentences about 本市の…. */
export type Body = { readonly role: Role; readonly speaksOfItself: boolean }

/** What surrounds a sentence, as far as the fields need it. */
export type Surroundings = {
  readonly lexicon: RoleLexicon
  /** The opening of the list it is an item of. */
  readonly leadIn: NormDraft | null
  /** The sentence before it in the same node. */
  readonly previous: Before | null
  /** The last sentence of the node before it, when it goes on with the same matter. */
  readonly sibling: Before | null
  /** Who the nearest heading says must do what stands below it: 職員等の遵守事項. */
  readonly headingSubject: Subject | null
  /** Whose row of a table of roles it stands in. */
  readonly rowSubject: Subject | null
  /** The class a row of a classification table handles. */
  readonly rowTarget: string | null
  /** What happens, in the first cell of a row that says what is done then: 重大な障害. */
  readonly rowEvent: string | null
  readonly supplementary: boolean
  /** The body itself, as the text calls it, where its sentences without a subject speak of it; null where not. */
  readonly body: Body | null
  /** A cell that says what a class is. */
  readonly criterion: boolean
}

/** Reads the fields of one sentence of plain words. Cues are ranges in that sentence. */
export function draftOf(
  text: string,
  id: {
    readonly id: string
    readonly node: string
    readonly seq: number
    readonly range: readonly [number, number]
  },
  around: Surroundings,
): NormDraft {
  const sentence = sentenceOf(text, around.lexicon)
  const cues: Cue[] = []
  const colour: Partial<Record<Field, Colour>> = {}
  const keep = <V>(field: Field, finding: Finding<V>): V => {
    if (finding.cue !== null) cues.push({ field, start: finding.cue[0], end: finding.cue[1] })
    colour[field] = finding.colour
    return finding.value
  }
  const isRole = (word: string) => around.lexicon.words.has(word) || looksLikeRole(word)

  const isNoun = !saysSomething(text) && !/。/.test(text)
  const modality = keep('modality', modalityFor(text, isNoun))
  const named = subjectFor(modality)
  // Nobody obtains his own permission: a subject taken over from before that is the approver is not meant.
  const asked = approvalOf(sentence, named.value)
  const own = named.value.from === 'previous' && asked !== null && asksHimself(named.value, asked.value)
  const subject = keep('subject', own ? nobody('red') : named)
  const approval = own ? approvalOf(sentence, subject) : asked
  const trigger = keep('trigger', triggerFor())
  if (approval !== null) keep('approval', approval)
  const target = targetIn(sentence) ?? takenTarget()
  if (target !== null) keep('target', target)
  const deadline =
    modality === 'definition' ? null : (deadlineIn(sentence) ?? taken(around.leadIn?.deadline ?? null))
  if (deadline !== null && modality !== 'permission') keep('deadline', deadline)
  const exception = exceptionIn(sentence)
  if (exception !== null) keep('exception', exception)
  const qualifiers = qualifiersIn(sentence) ?? taken(nonEmpty(around.leadIn?.qualifiers))
  if (qualifiers !== null) keep('qualifiers', qualifiers)
  return {
    ...id,
    text,
    subject,
    modality,
    trigger,
    approval: approval?.value ?? null,
    targetClass: target?.value ?? null,
    deadline: modality === 'permission' && deadline?.cue === null ? null : (deadline?.value ?? null),
    qualifiers: qualifiers?.value ?? [],
    exception: exception?.value ?? null,
    cues,
    colour,
  }

  function modalityFor(words: string, noun: boolean): Finding<Modality> {
    if (around.supplementary && /(?:施行|適用|廃止)(?:する|し)/.test(words))
      return { value: 'definition', cue: modalityOf(sentence, isRole)?.cue ?? null, colour: 'green' }
    if (around.criterion) return { value: 'definition', cue: null, colour: 'amber' }
    if (noun) {
      const own = modalityOfNoun(words)
      const inherited = around.leadIn?.modality ?? null
      // The forbidden thing of a contract is still a duty to agree it.
      if (inherited !== null && NAMES_THINGS.test(around.leadIn?.text ?? ''))
        return { value: 'definition', cue: null, colour: 'amber' }
      if (inherited !== null) return { value: inherited, cue: null, colour: 'amber' }
      return { value: own ?? 'obligation', cue: null, colour: own === null ? 'red' : 'amber' }
    }
    const same = sameAsBefore()
    if (same !== null) return { value: same.modality, cue: sameCue(text), colour: 'amber' }
    const read = modalityOf(sentence, isRole)
    // …してはならず、…しなければならない: the last is the norm's, but it is not all.
    const own = read !== null && TWO.test(sentence.bare) ? { ...read, colour: 'amber' as const } : read
    if (own === null) return { value: around.leadIn?.modality ?? 'obligation', cue: null, colour: 'red' }
    // 次の行為をしてはならない。(1) 目的外に使用すること。
    const forbids = around.leadIn !== null && /(?:こと|行為)。?$/.test(words)
    if (forbids && around.leadIn?.modality === 'prohibition' && own.value === 'obligation')
      return { value: 'prohibition', cue: null, colour: 'amber' }
    if (
      forbids &&
      around.leadIn?.modality !== undefined &&
      own.value === 'obligation' &&
      around.leadIn.modality !== 'definition'
    )
      return { value: around.leadIn.modality, cue: own.cue, colour: 'amber' }
    return own
  }

  function subjectFor(value: Modality): Finding<Subject> {
    if (around.supplementary && value === 'definition') return nobody('green')
    const same = sameAsBefore()
    if (same !== null && same.subject.roles.length > 0 && subjectIn(sentence) === null)
      return { value: { ...same.subject, from: 'previous' }, cue: null, colour: 'amber' }
    const duties = dutiesOf(sentence)
    if (duties !== null) return duties
    const own = isNoun || around.criterion ? null : subjectIn(sentence)
    if (own !== null && !(value === 'definition' && own.colour === 'amber')) {
      if (value === 'definition') return nobody('green')
      return own
    }
    if (around.criterion) return nobody('green')
    if (around.rowSubject !== null) return { value: around.rowSubject, cue: null, colour: 'amber' }
    if (isNoun && value === 'definition' && around.leadIn !== null && around.leadIn.modality !== 'definition')
      return { value: { ...around.leadIn.subject, from: 'lead-in' }, cue: null, colour: 'amber' }
    const { headingSubject } = around
    if (
      value !== 'definition' &&
      headingSubject !== null &&
      !around.leadIn?.subject.roles.length &&
      !around.previous?.subject.roles.length
    )
      return { value: headingSubject, cue: null, colour: 'amber' }
    const taken = inheritedSubject(sentence, value, {
      leadIn: around.leadIn?.subject ?? null,
      previous: SETS_UP.test(text) ? null : around.previous,
      sibling: SETS_UP.test(text) ? null : around.sibling,
    })
    return taken.value.roles.length === 0 && value !== 'definition' ? (bodyItself() ?? taken) : taken
  }

  /** 「対策を講じる。」 of a basic policy, 「本市の情報資産は、…管理する。」: the body does it. */
  function bodyItself(): Finding<Subject> | null {
    const { body } = around
    if (body === null) return null
    const about = new RegExp(`^(?:また、|なお、)?${body.role.word}(?:に|の|が)`).test(sentence.bare)
    if (!about && !(body.speaksOfItself && !/(?:なければならない|ものとする)。?$/.test(sentence.bare)))
      return null
    return { value: { roles: [body.role], join: 'single', from: 'inferred' }, cue: null, colour: 'amber' }
  }

  /** その職を退いた後も、また同様とする: what the sentence before demands, and of whom. */
  function sameAsBefore(): Before | null {
    if (sameCue(text) === null) return null
    const before = around.previous ?? around.sibling
    return before === null || before.modality === 'definition' || before.modality === 'authority'
      ? null
      : before
  }

  function triggerFor() {
    const found = triggerOf(sentence, {
      modality,
      approval: approval?.value ?? null,
      inherited: around.leadIn?.trigger ?? null,
      isNoun,
    })
    if (around.rowEvent !== null && found.cue === null && found.value.type === 'continuous')
      return {
        value: { type: 'event' as const, cadence: null, eventText: around.rowEvent },
        cue: null,
        colour: 'amber' as const,
      }
    return around.supplementary && modality === 'definition'
      ? {
          value: { type: 'none' as const, cadence: null, eventText: null },
          cue: null,
          colour: 'green' as const,
        }
      : found
  }

  function takenTarget(): Finding<string> | null {
    if (around.rowTarget !== null) return { value: around.rowTarget, cue: null, colour: 'amber' }
    if (around.leadIn?.targetClass) return { value: around.leadIn.targetClass, cue: null, colour: 'amber' }
    const goesOn = /^(?:また|この場合|その際|なお)/.test(text)
    if (goesOn && around.previous?.targetClass)
      return { value: around.previous.targetClass, cue: null, colour: 'amber' }
    return null
  }
}

/** Who sets an office up is the rule itself, not who was spoken of before. */
const SETS_UP = /(?:を(?:置く|設置する|設ける)|充てる)(?:ものとする|こととする)?。?$/

/** One sentence that forbids or permits and goes on to demand something else. */
const TWO =
  /(?:(?:て|で)はならず|ことが(?:できるが|でき、かつ|できず)|(?:て|で)はならないほか|しないこととし)、/

function sameCue(text: string): readonly [number, number] | null {
  // 前項の規定は、…についても同様とする says whom a rule binds.
  if (/^[^、。]{0,16}(?:規定|定め)は/.test(text)) return null
  const m = /(?:も|場合は|ときは|ついては)、?(?:また、?)?同様とする(?:ものとする)?。?$/.exec(text)
  return m === null ? null : [m.index, text.length]
}

/** Openings whose nouns are what the text is about, not something to be done. */
const NAMES_THINGS = /(?:を想定|を対象と|次のとおりとする|以下のとおりとする|に掲げるとおりとする)/

const asksHimself = (subject: Subject, approval: Approval): boolean =>
  subject.roles.length > 0 && subject.roles.every((r) => approval.approver.some((a) => a.word === r.word))

const nobody = (colour: Colour): Finding<Subject> => ({
  value: { roles: [], join: 'none', from: 'none' },
  cue: null,
  colour,
})

const taken = <V>(value: V | null): Finding<V> | null =>
  value === null ? null : { value, cue: null, colour: 'amber' }

const nonEmpty = (list: readonly string[] | undefined): readonly string[] | null =>
  list === undefined || list.length === 0 ? null : list
