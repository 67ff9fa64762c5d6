// Paths with fewer points and shorter numbers.

export const decimal = (number, places = 1) => String(Math.round(number * 10 ** places) / 10 ** places || 0);

// A tenth of a pixel cannot be seen.
const TOLERANCE = 0.12;

/** The same line with fewer points, in relative coordinates of so many decimal places. */
export function simplify(d, places) {
  const short = (number) => decimal(number, places);
  const tokens = d.match(/[a-z]|-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? [];
  if (tokens.some((token) => /[a-z]/i.test(token) && !/^([MLCZ]|-?[\d.]+e[-+]?\d+)$/.test(token))) {
    return tokens.map((token) => (/^[a-z]$/i.test(token) ? token : short(Number(token)))).join(" ");
  }
  let out = "";
  let run = [];
  let at = [0, 0];
  let command;
  const flush = () => {
    const points = run.length > 2 ? thin(run) : run;
    points.slice(1).forEach((point) => write("l", [point]));
    run = [at];
  };
  const write = (letter, points) => {
    const steps = points.map((point) => point.map((value, axis) => short(Number(short(value)) - pen[axis])));
    pen = points.at(-1).map((value) => Number(short(value)));
    let text = steps.flat().join(" ");
    if (letter === "l" && steps[0][0] === "0") [letter, text] = ["v", steps[0][1]];
    else if (letter === "l" && steps[0][1] === "0") [letter, text] = ["h", steps[0][0]];
    out += (letter === last ? " " : letter) + text;
    last = letter;
  };
  let last;
  let pen = [0, 0];
  for (let index = 0; index < tokens.length; ) {
    if (/[MLCZ]/.test(tokens[index])) command = tokens[index++];
    if (command === "Z") {
      flush();
      out += "z";
      last = "z";
      continue;
    }
    const count = command === "C" ? 3 : 1;
    const points = Array.from({ length: count }, (_, n) => [Number(tokens[index + 2 * n]), Number(tokens[index + 2 * n + 1])]);
    index += 2 * count;
    const end = points.at(-1);
    if (command === "M") {
      flush();
      at = end;
      run = [at];
      pen = at.map((value) => Number(short(value)));
      out += `M${pen.join(" ")}`;
      last = "M";
      command = "L";
      continue;
    }
    if (command === "L" || points.every((point) => distance(point, at, end) < TOLERANCE)) {
      at = end;
      run.push(at);
    } else {
      flush();
      at = end;
      write("c", points);
      run = [at];
    }
  }
  flush();
  return out.replaceAll(" -", "-");
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const along = length ? Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length ** 2)) : 0;
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}

/** Douglas and Peucker's line simplification. */
function thin(points) {
  const [first, last] = [points[0], points.at(-1)];
  const far = points.reduce((best, point, index) => {
    const off = distance(point, first, last);
    return off > best.off ? { off, index } : best;
  }, { off: 0, index: 0 });
  if (far.off < TOLERANCE) return [first, last];
  return [...thin(points.slice(0, far.index + 1)).slice(0, -1), ...thin(points.slice(far.index))];
}
