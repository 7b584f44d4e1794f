import { procedureKinds, type ProcedureKind } from '#engine/procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { reading } from '../../api/api.ts'

/** The kinds of application with their forms, verbs and clauses; they change with the policy, not by the minute. */
export const kindsQuery = { ...reading(procedureKinds, {}), staleTime: 60_000 }

/** The kind of a case, once it is known. */
export function useKind(procedure: string): ProcedureKind | undefined {
  return useKinds().get(procedure)
}

/** The kinds by key; empty until they are known. Words fall back to general ones meanwhile. */
export function useKinds(): ReadonlyMap<string, ProcedureKind> {
  const { data } = useQuery(kindsQuery)
  return new Map((data?.kinds ?? []).map((kind) => [kind.key, kind]))
}
