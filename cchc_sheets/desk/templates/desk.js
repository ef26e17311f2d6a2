// Dropping files, searching while typing, copying. Every page is whole without it.
"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  // Files dropped anywhere go into the form that takes them; of a folder all that is in it.
  const form = one("#tha");
  const filesOf = async (entry) => {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) break;
      for (const each of some) found.push(...(await filesOf(each)));
    }
    return found;
  };
  if (form) {
    const input = form.elements["tep"];
    const send = () => {
      if (!input.files.length) return;
      document.body.classList.add("sending");
      form.requestSubmit();
    };
    input.addEventListener("change", send);
    addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.add("over");
    });
    addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("over"));
    addEventListener("drop", async (event) => {
      event.preventDefault();
      document.body.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
      const taken = new DataTransfer();
      for (const entry of entries) for (const file of await filesOf(entry)) taken.items.add(file);
      if (!entries.length) for (const file of event.dataTransfer.files) taken.items.add(file);
      input.files = taken.files;
      send();
    });
  }

  // The board narrows while somebody types; Enter asks the desk itself.
  const find = one("#tim");
  if (find) {
    const told = one("#thay");
    const before = told.textContent;
    const folded = all(".done").map((each) => [each, each.open]);
    find.addEventListener("input", () => {
      const words = plain(find.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const line of all("[data-find]")) {
        line.hidden = !words.every((word) => line.dataset.find.includes(word));
        shown += line.hidden ? 0 : 1;
      }
      for (const level of all("[data-level]")) {
        level.hidden = words.length > 0 && !level.querySelector("[data-find]:not([hidden])");
      }
      for (const [each, open] of folded) each.open = words.length > 0 || open;
      told.textContent = words.length ? shown + " đơn vị." : before;
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select");
      if (event.key !== "/" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      find.focus();
      find.select();
    });
  }

  for (const box of all("[data-all]")) {
    const own = [...box.closest("fieldset").querySelectorAll("[name=don-vi]")];
    const agree = () => {
      box.checked = own.every((each) => each.checked);
      box.indeterminate = !box.checked && own.some((each) => each.checked);
    };
    box.closest("p").hidden = false;
    box.addEventListener("change", () => own.forEach((each) => (each.checked = box.checked)));
    own.forEach((each) => each.addEventListener("change", agree));
    agree();
  }

  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = "Đã chép";
    });
  }

  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const around = target && target.closest("details");
    if (!around) return;
    around.open = true;
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
