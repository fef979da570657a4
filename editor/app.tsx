/** @module The frame around every page. */
import { ConfigProvider, Typography } from "antd";
import zhCN from "antd/locale/zh_CN";

export function App() {
  return (
    <ConfigProvider locale={zhCN}>
      <Typography.Title>城评</Typography.Title>
    </ConfigProvider>
  );
}
