import { createContext, useContext } from 'react'

/** Whether the reader may change the text: the policy office. The server decides again at each act. */
export const ManageContext = createContext(false)

/** Whether to offer changes to the text. */
export function useMayManage(): boolean {
  return useContext(ManageContext)
}
