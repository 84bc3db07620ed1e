from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxmessage",
            name="attempted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last attempt"),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="sender",
            field=models.CharField(max_length=400, verbose_name="sender"),
        ),
        migrations.AddField(
            model_name="portaldocument",
            name="released_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since"),
        ),
        migrations.AddField(
            model_name="portalimage",
            name="released_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since"),
        ),
    ]
