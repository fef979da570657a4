/** @module The frame around every page. */
import { ConfigProvider, Typography } from "antd";
import zhCN from "antd/locale/zh_CN";
import { styleNonce } from "./ui/style-nonce.ts";

export function App() {
  return (
    <ConfigProvider locale={zhCN} csp={{ nonce: styleNonce }}>
      <Typography.Title>城评</Typography.Title>
    </ConfigProvider>
  );
}
