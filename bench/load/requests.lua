-- Requests for wrk: the same one again and again, or the same file with a number of its own each time.
-- Arguments: method, path, content type or "", file of the body or "", token or "", "distinct" or "same".
-- Prints one line of JSON: how many requests, how many errors of which kind, microseconds at some percentiles.

local body, distinct = nil, false
local number = 0

function init(args)
   wrk.method, wrk.path = args[1], args[2]
   if args[3] ~= "" then wrk.headers["Content-Type"] = args[3] end
   if args[4] ~= "" then
      local file = assert(io.open(args[4], "rb"))
      body = file:read("*a")
      file:close()
      wrk.body = body
   end
   if args[5] ~= "" then wrk.headers["Authorization"] = "Bearer " .. args[5] end
   distinct = args[6] == "distinct"
end

function request()
   if not distinct then return wrk.format() end
   number = number + 1
   return wrk.format(nil, nil, nil, body .. "\n% " .. number .. "\n")
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"requests": %d, "microseconds": %d, "refused": %d, "broken": %d, "p50": %d, "p95": %d, "p99": %d, "max": %d}\n',
      summary.requests, summary.duration, errors.status,
      errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max))
end
