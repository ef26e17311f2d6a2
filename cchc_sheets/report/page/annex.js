// Searches, filters and sorts the annex. The page is whole without it.
"use strict";
(() => {
  const table = document.getElementById("annex");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const [find, part, thin, found] = ["find", "part", "thin", "found"].map((id) => document.getElementById(id));
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const isSection = (row) => row.classList.contains("section");
  const texts = new Map(rows.map((row) => [row, plain(row.cells[0].textContent + " " + (row.cells[1]?.firstChild.textContent ?? ""))]));
  let column = -1;
  let direction = 0;

  const filter = () => {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    const parts = new Set();
    let count = 0;
    for (const row of rows) {
      if (isSection(row)) continue;
      const shown =
        words.every((word) => texts.get(row).includes(word)) &&
        (!part.value || row.dataset.part === part.value) &&
        (!thin.checked || row.classList.contains("thin") || row.classList.contains("part"));
      row.hidden = !shown;
      if (shown) {
        count += 1;
        parts.add(row.dataset.part);
      }
    }
    for (const row of rows) if (isSection(row)) row.hidden = direction !== 0 || !parts.has(row.dataset.part);
    found.textContent = count + " chỉ tiêu";
  };

  const rank = (row) => {
    const value = row.cells[column]?.dataset.rank;
    return value === undefined ? null : Number(value);
  };

  const sort = () => {
    const sorted = [...rows];
    if (direction) {
      sorted.sort((a, b) => {
        const [x, y] = [rank(a), rank(b)];
        if (x === null || y === null) return (x === null) - (y === null);
        return direction * (x - y);
      });
    }
    body.append(...sorted);
    filter();
  };

  for (const head of table.tHead.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.dataset.name = head.textContent;
    button.title = "Bấm để xếp từ lớn đến nhỏ, bấm nữa để xếp ngược lại, bấm lần ba để trở về thứ tự của biểu";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      direction = column !== head.cellIndex ? -1 : direction === -1 ? 1 : direction === 1 ? 0 : -1;
      column = head.cellIndex;
      for (const other of table.tHead.querySelectorAll("th")) other.removeAttribute("aria-sort");
      if (direction) head.setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
      sort();
    });
  }
  for (const control of [find, part, thin]) control.addEventListener("input", filter);
  document.getElementById("tools").hidden = false;
  filter();
})();
