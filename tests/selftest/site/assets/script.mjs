import("./style.css").catch(() => {});
