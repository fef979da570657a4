/** @module Opens the page of an indicator within what is open, a draft or a published set. */
import { useLocation, useNavigate } from "react-router";

export function useOpenNode(): (id: string) => void {
  const navigate = useNavigate();
  const base = useLocation().pathname.replace(/\/(?:items\/[^/]*|compare(?:\/[^/]*)?|notice)$/, "");
  return (id) => navigate(`${base}/items/${encodeURIComponent(id)}`);
}
