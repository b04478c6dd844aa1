/* Puts the list in order by where the reader is. The position is used here and goes nowhere: no request is made. */
(() => {
  "use strict";
  const room = document.querySelector("[data-near]");
  const list = room && room.querySelector("[data-near-list]");
  const start = room && room.querySelector("[data-near-start]");
  const status = room && room.querySelector("[data-near-status]");
  if (!list || !start) return;
  const degree = 111.2;
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const kilometres = (here, there) => {
    const east = (here[1] - there[1]) * Math.cos(radians((here[0] + there[0]) / 2));
    return degree * Math.hypot(here[0] - there[0], east);
  };
  const order = (here) => {
    const told = [...list.children].map((item, place) => {
      const point = item.dataset.point ? item.dataset.point.split(",").map(Number) : null;
      return { item, place, far: point ? kilometres(here, point) : Infinity };
    });
    told.sort((one, other) => one.far - other.far || one.place - other.place);
    told.forEach(({ item, far }) => {
      let note = item.querySelector("[data-far]");
      if (Number.isFinite(far)) {
        if (!note) {
          note = document.createElement("p");
          note.dataset.far = "";
          item.append(note);
        }
        const number = new Intl.NumberFormat(document.documentElement.lang).format(Math.max(1, Math.round(far)));
        note.textContent = room.dataset.kilometres.replace("{km}", number);
      }
      list.append(item);
    });
  };
  const refused = () => {
    status.textContent = status.dataset.refused;
  };
  start.addEventListener("click", () => {
    if (!navigator.geolocation) {
      refused();
      return;
    }
    status.textContent = status.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      (found) => {
        order([found.coords.latitude, found.coords.longitude]);
        status.textContent = status.dataset.done;
      },
      refused,
      { enableHighAccuracy: false, maximumAge: 600000, timeout: 20000 },
    );
  });
})();
