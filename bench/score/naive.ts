// The rule anybody would try first: every sentence is one duty of the role named last in it.
import { plainOf } from '#policy/norms/plain.ts'
import { priorRoles } from '#policy/norms/role-priors.ts'
import { roleLexicon } from '#policy/norms/role-lexicon.ts'
import type { Norm } from '#policy/norms/types.ts'
import type { ReadNode } from '#policy/reading/types.ts'
import { sentencesOf } from '#policy/sentences.ts'

const lexicon = roleLexicon(
  priorRoles.map(([word, office]) => ({ word, office, origin: 'prior', node: null })),
)

/** Norms as the naive rule reads them. */
export function naiveNorms(nodes: readonly ReadNode[]): Norm[] {
  return nodes.flatMap((node) =>
    sentencesOf(node.text).map((text, i): Norm => {
      const last = lexicon.all(plainOf(text).text).at(-1)
      return {
        id: i === 0 ? node.id : `${node.id}#${i + 1}`,
        node: node.id,
        seq: i + 1,
        text,
        range: [0, 0],
        subject: {
          roles: last === undefined ? [] : [{ word: last.word, office: last.office }],
          join: last === undefined ? 'none' : 'single',
          from: 'text',
        },
        modality: 'obligation',
        trigger: { type: 'continuous', cadence: null, eventText: null },
        approval: null,
        record: null,
        recordFields: [],
        targetClass: null,
        deadline: null,
        crossRefs: [],
        qualifiers: [],
        exception: null,
        parameters: [],
        kind: 'duty',
        cues: [],
        colour: {},
      }
    }),
  )
}
