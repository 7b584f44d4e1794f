import { carriedOver } from './planned/carried-over.ts'
import { checksAndResponse } from './planned/checks-and-response.ts'
import { inTheHouse } from './planned/in-house.ts'
import { permitsAndSystems } from './planned/permits-and-systems.ts'
import { textAndPeople } from './planned/text-and-people.ts'

/**
 * Mechanisms that later parts of the product bring, for every kind of provision. A norm bound to one of them is shown
 * as 未整備, so that nothing of the text is without a place; when the mechanism is built it leaves this list and its
 * key is carried over.
 */
export const plannedMechanisms = [...inTheHouse, ...textAndPeople, ...permitsAndSystems, ...checksAndResponse]

/** The same, slot by slot, as the policy room and its proposals take them. */
export const plannedSlots = plannedMechanisms.flatMap((mechanism) =>
  mechanism.slots.map((slot) => ({
    mechanism: mechanism.key,
    mechanismName: mechanism.name,
    kind: mechanism.kind,
    inHouse: mechanism.inHouse,
    module: mechanism.module,
    room: mechanism.room,
    ...slot,
  })),
)

/** Everything a binding may name beside what runs: what is to come, the text's own places, and keys of before. */
export const otherSlots = [...plannedSlots, ...carriedOver]
