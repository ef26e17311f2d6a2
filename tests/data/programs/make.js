// node make.js looks.xlsx FOLDER: the same workbook in the formats of SheetJS
// node make.js report.xlsx FOLDER: the same report as SheetJS and ExcelJS save it
const XLSX = require("xlsx");
const ExcelJS = require("exceljs");
const path = require("path");
const [source, folder] = process.argv.slice(2);
const isReport = path.basename(source) === "report.xlsx";
const stem = isReport ? "report-sheetjs" : "sheetjs";
const book = XLSX.readFile(source, { cellNF: true, cellFormula: true, cellStyles: isReport });
const types = isReport
  ? { xlsx: "xlsx", xls: "biff8", ods: "ods" }
  : { xls: "biff8", ods: "ods", xlsb: "xlsb", fods: "fods", xml: "xlml" };
for (const [extension, bookType] of Object.entries(types)) {
  const target = path.join(folder, `${stem}.${extension}`);
  XLSX.writeFile(book, target, { bookType, compression: isReport });
}
async function saveWithExcelJS() {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(source);
  await workbook.xlsx.writeFile(path.join(folder, "report-exceljs.xlsx"));
}
if (isReport) saveWithExcelJS();
