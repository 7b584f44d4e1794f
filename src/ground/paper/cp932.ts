import iconv from 'iconv-lite'

/*
 * CP932, the Shift_JIS of Windows, as old systems of an office want it. iconv-lite knows its letters;
 * here is what it leaves out: the organisation's own characters (外字), and the knowledge of which
 * characters cannot be written at all.
 */

const ownFirst = 0xe000
const ownLast = 0xe757

/** Characters that CP932 holds only in a twin of the same look. */
const twins: ReadonlyMap<string, string> = new Map([
  ['—', '―'],
  ['−', '－'],
  ['〜', '～'],
  ['‖', '∥'],
  ['¢', '￠'],
  ['£', '￡'],
  ['¬', '￢'],
  ['\u00a0', ' '],
])

/** What stands for a character that CP932 does not have: 〓, the printers' sign for a missing type. */
export const geta = '〓'

const known = new Map<string, boolean>()

function isKnown(character: string): boolean {
  const before = known.get(character)
  if (before !== undefined) return before
  const answer = iconv.decode(iconv.encode(character, 'cp932'), 'cp932') === character
  known.set(character, answer)
  return answer
}

/** The character that CP932 will hold in place of this one: itself, its twin, or 〓. */
export function cp932Character(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if ((code >= ownFirst && code <= ownLast) || isKnown(character)) return character
  return twins.get(character) ?? geta
}

/** Text in CP932; characters it cannot hold become what `cp932Character` says. */
export function encodeCp932(text: string): Uint8Array {
  const parts: Uint8Array[] = []
  let plain = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < ownFirst || code > ownLast) {
      plain += cp932Character(character)
      continue
    }
    const place = code - ownFirst
    const trail = (place % 188) + 0x40
    parts.push(
      iconv.encode(plain, 'cp932'),
      Uint8Array.of(0xf0 + Math.floor(place / 188), trail >= 0x7f ? trail + 1 : trail),
    )
    plain = ''
  }
  parts.push(iconv.encode(plain, 'cp932'))
  return new Uint8Array(Buffer.concat(parts))
}

/** Text of CP932 bytes; bytes that are no character become U+FFFD. */
export function decodeCp932(bytes: Uint8Array): string {
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc)
    if (!isLead) continue
    const trail = bytes[at + 1] ?? 0
    const isTrail = trail >= 0x40 && trail <= 0xfc && trail !== 0x7f
    if (lead >= 0xf0 && lead <= 0xf9 && isTrail) {
      const place = (lead - 0xf0) * 188 + trail - 0x40 - (trail > 0x7f ? 1 : 0)
      text +=
        iconv.decode(Buffer.from(bytes.subarray(from, at)), 'cp932') + String.fromCodePoint(ownFirst + place)
      from = at + 2
    }
    if (isTrail) at += 1
  }
  return text + iconv.decode(Buffer.from(bytes.subarray(from)), 'cp932')
}
