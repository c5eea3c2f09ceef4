package dev.tidemark.cli.sample;

import java.time.Instant;

/** CloudTrail events of about 1.5 KB: nested JSON, many services, some escapes, some failures. Thread-safe. */
final class CloudTrailEvents {
    private static final ApiCall[] CALLS = ApiCall.load("api-calls.txt");
    private static final ApiCall[] INTRUSION = ApiCall.load("intrusion.txt");
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/136.0.0.0 Safari/537.36";
    private static final String[] AGENTS = {
        "aws-sdk-java/2.31.50 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.134 lang/java#21.0.7 md/OpenJDK_64-Bit_Server_VM",
        "Boto3/1.38.27 md/Botocore#1.38.27 ua/2.1 os/linux#6.1.134 md/arch#x86_64 lang/python#3.12.10 cfg/retry-mode#legacy",
        "aws-cli/2.27.25 md/awscrt#0.26.1 ua/2.1 os/linux#6.1.134 md/arch#x86_64 lang/python#3.13.3 md/command#s3.cp",
        "APN/1.0 HashiCorp/1.0 Terraform/1.12.1 (+https://www.terraform.io) terraform-provider-aws/5.98.0",
        "aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.24.3 md/GOOS#linux md/GOARCH#arm64 api/sqs#1.38.5",
        BROWSER
    };

    private final Cast cast;

    CloudTrailEvents(Cast cast) {
        this.cast = cast;
    }

    /** Appends an event as a JSON object. */
    void append(StringBuilder out, Dice dice, Instant time, String account, String region) {
        Scene scene = Scene.draw(dice, cast, account, region);
        ApiCall call = dice.pick(CALLS);
        int kind = dice.below(100);
        boolean service = kind < 15;
        out.append("{\"eventVersion\":\"1.11\",\"userIdentity\":");
        if (service) {
            out.append("{\"type\":\"AWSService\",\"invokedBy\":\"lambda.amazonaws.com\"}");
            call(out, scene, call, time, "lambda.amazonaws.com", "lambda.amazonaws.com", "");
        } else if (kind < 90) {
            assumedRole(out, scene, time);
            call(
                    out,
                    scene,
                    call,
                    time,
                    dice.pickSkewed(cast.insideAddresses),
                    dice.pick(AGENTS),
                    refusal(scene, call));
        } else {
            person(out, scene);
            call(
                    out,
                    scene,
                    call,
                    time,
                    dice.pickSkewed(cast.outsideAddresses),
                    dice.pick(AGENTS),
                    refusal(scene, call));
        }
    }

    /** Appends what the stranger did, three seconds apart, each event with a comma before it; returns how many. */
    int appendIntrusion(StringBuilder out, Dice dice, Instant from, String account, String region) {
        Instant time = from;
        for (ApiCall call : INTRUSION) {
            Scene drawn = Scene.draw(dice, cast, account, region);
            Scene scene = new Scene(
                    dice, cast, account, region, drawn.role(), drawn.bucket(), drawn.instance(), cast.users[6]);
            out.append(",{\"eventVersion\":\"1.11\",\"userIdentity\":");
            person(out, scene);
            call(out, scene, call, time, Cast.INTRUDER, BROWSER, "");
            time = time.plusSeconds(3);
        }
        return INTRUSION.length;
    }

    private void assumedRole(StringBuilder out, Scene scene, Instant time) {
        String principal = cast.principals[scene.role()];
        String role = cast.roles[scene.role()];
        String arn = scene.account() + ":assumed-role/" + role + "/" + scene.instance();
        out.append("{\"type\":\"AssumedRole\"");
        member(out, "principalId", principal + ":" + scene.instance());
        member(out, "arn", "arn:aws:sts::" + arn);
        member(out, "accountId", scene.account());
        member(out, "accessKeyId", scene.dice().pickSkewed(cast.accessKeys));
        out.append(",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\"");
        member(out, "principalId", principal);
        member(out, "arn", "arn:aws:iam::" + scene.account() + ":role/" + role);
        member(out, "accountId", scene.account());
        member(out, "userName", role);
        out.append("},\"attributes\":{\"creationDate\":\"")
                .append(time.minusSeconds(scene.dice().below(3600)))
                .append("\",\"mfaAuthenticated\":\"false\"},\"ec2RoleDelivery\":\"2.0\"}}");
    }

    private void person(StringBuilder out, Scene scene) {
        out.append("{\"type\":\"IAMUser\"");
        member(out, "principalId", "AIDA" + cast.principals[scene.user().length()].substring(4));
        member(out, "arn", "arn:aws:iam::" + scene.account() + ":user/" + scene.user());
        member(out, "accountId", scene.account());
        member(out, "accessKeyId", scene.dice().pickSkewed(cast.accessKeys));
        member(out, "userName", scene.user());
        out.append('}');
    }

    private static String refusal(Scene scene, ApiCall call) {
        return scene.dice().below(50) > 0
                ? ""
                : "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"not authorized to perform " + call.name() + "\",";
    }

    private static void call(
            StringBuilder out, Scene scene, ApiCall call, Instant time, String address, String agent, String refusal) {
        Dice dice = scene.dice();
        member(out, "eventTime", time.toString());
        member(out, "eventSource", call.source());
        member(out, "eventName", call.name());
        member(out, "awsRegion", scene.region());
        member(out, "sourceIPAddress", address);
        member(out, "userAgent", agent);
        call.rest().append(out.append(',').append(refusal), scene);
        dice.appendUuid(out.append(",\"requestID\":\""));
        dice.appendUuid(out.append("\",\"eventID\":\""));
        out.append("\",\"readOnly\":").append(call.reads());
        member(out, "eventType", call.name().equals("ConsoleLogin") ? "AwsConsoleSignIn" : "AwsApiCall");
        out.append(",\"managementEvent\":").append(!call.data());
        member(out, "recipientAccountId", scene.account());
        member(out, "eventCategory", call.data() ? "Data" : "Management");
        out.append(",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\"");
        member(
                out,
                "clientProvidedHostHeader",
                call.source().replace(".amazonaws", "." + scene.region() + ".amazonaws"));
        out.append("}}");
    }

    private static void member(StringBuilder out, String name, String value) {
        out.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
}
