import sys

sys.path.insert(0, "/work/main")
import time, collections
import pytest, django.test

SH = dict(anonymous="anon", one_step="1step")
from darna.base.agencies.roles import Role, VERBS_OF
from tests.access.routes import routes
from tests.access.world import committed_world, RELATIONS, ASKERS


def test_dump(django_db_setup, django_db_blocker):
    t = time.time()
    out = open("/tmp/guards/dump.txt", "w")
    n = 0
    with django_db_blocker.unblock(), committed_world() as w:
        print("world", time.time() - t, file=out)
        for r in routes():
            has = [p for p in r.parameters if p not in ("part", "key", "uid", "token")]
            rels = RELATIONS if has else ("unassigned",)
            t = time.time()
            print(f"## {r.name} needs={r.needed}", file=out)
            for m in ("get", "post"):
                rows = collections.defaultdict(list)
                for a in ASKERS:
                    cells = []
                    for rel in rels:
                        ad = w.address(r, a, rel)
                        if ad is None:
                            cells.append("  - ")
                            continue
                        try:
                            x = w.ask(a, m, ad)
                            s = str(x.status_code)
                            if x.status_code in (301, 302, 303):
                                loc = x["Location"].split("?")[0].strip("/").split("/")
                                loc = "/".join(loc[1:3])
                                s = {
                                    "account/sign-in": "L1",
                                    "account/second-factor": "L2",
                                    "account/unlock": "L3",
                                    "agencies/none": "L4",
                                    "desk/files": ">file",
                                    "desk": ">desk",
                                }.get(loc, ">" + loc)
                        except Exception as e:
                            s = "!" + type(e).__name__ + str(e)[:60]
                        n += 1
                        cells.append(s)
                    rows[" ".join(cells)].append(a)
                allr = [str(x) for x in Role]
                for k, v in rows.items():
                    print(
                        m,
                        "|",
                        k,
                        "|",
                        ",".join("OTHERS" if i == 0 else "" for i, x in enumerate(v[:1]))
                        if len(v) > 9
                        else ",".join(v),
                        file=out,
                    )
            print("  time", round(time.time() - t, 2), file=out)
            out.flush()
    print("n", n, file=out)
