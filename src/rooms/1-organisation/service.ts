import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { endAbsenceOf, saveAbsenceFor } from './absence.ts'
import { appointPerson, endAppointmentOn, orderDeputies, ruleOffice } from './appointing.ts'
import { readChart, searchUnits } from './chart.ts'
import { chart, myStanding, officesChart, people, person, posts, units } from './contract.ts'
import {
  appoint,
  endAbsence,
  endAppointment,
  saveAbsence,
  saveDeputies,
  saveOfficeRule,
} from './contract-commands.ts'
import { organisationMap } from './map/contract.ts'
import { readMap } from './map/read.ts'
import { importOperations } from './import/service.ts'
import { readOffices } from './offices-list.ts'
import { readMyStanding, readPerson, searchPeople } from './people.ts'
import { readPosts } from './posts.ts'
import { rightsOperations } from './rights/service.ts'

/** Everything the house can do with its organisation. */
export const organisationOperations: readonly Implementation[] = [
  implement(chart, readChart),
  implement(organisationMap, readMap),
  implement(units, searchUnits),
  implement(people, searchPeople),
  implement(person, readPerson),
  implement(myStanding, readMyStanding),
  implement(officesChart, readOffices),
  implement(posts, readPosts),
  implement(saveAbsence, saveAbsenceFor),
  implement(endAbsence, endAbsenceOf),
  implement(appoint, appointPerson),
  implement(endAppointment, endAppointmentOn),
  implement(saveDeputies, orderDeputies),
  implement(saveOfficeRule, ruleOffice),
  ...importOperations,
  ...rightsOperations,
]
