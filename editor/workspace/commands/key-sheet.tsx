/** @module The sheet of keys. */
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useText } from "../../messages/index.ts";
import { showKeys } from "./command.ts";
import { COMMANDS } from "./index.ts";
import "./palette.css";

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("workspace");
  const text = useText();
  return (
    <Modal open footer={null} title={t("keys")} onCancel={onClose}>
      <p className="form-hint">{t("keysText")}</p>
      <table className="key-sheet">
        <tbody>
          {COMMANDS.filter(({ keys }) => keys !== undefined).map(({ id, label, keys = [] }) => (
            <tr key={id}>
              <td>{text(label)}</td>
              <td>
                {keys.map((one) => (
                  <kbd key={one}>{showKeys(one)}</kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
