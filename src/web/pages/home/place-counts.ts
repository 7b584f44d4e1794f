import { today } from '#engine/procedure/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { reading } from '../../api/api.ts'
import type { PlaceCounts } from '../../shell/header.tsx'
import { homeTasks } from './home-tasks.ts'
import { sessionQuery } from '../../shell/session.ts'

/** Milliseconds for which the numbers in the head of the page may be old; acts on cases refresh them at once. */
const patience = 60_000

/** How many things wait in each place, for the head of the page; none while it is not known. */
export function usePlaceCounts(): PlaceCounts {
  const { data: me } = useQuery({ ...sessionQuery, enabled: false })
  const ready = me !== null && me !== undefined && !me.mustChangePassword && !me.mustAddFactor
  const { data } = useQuery({ ...reading(today, {}), enabled: ready, staleTime: patience })
  const tasks = useQuery({ ...reading(listTasks, homeTasks), enabled: ready, staleTime: patience })
  if (data === undefined) return {}
  const { waiting, overdue, afterReadings } = data.counts
  return { home: waiting + overdue + afterReadings + (tasks.data?.total ?? 0), inbox: waiting }
}
